import { WebClient } from '@slack/web-api'
import type { Example } from './examples/example.ts'
import { examples } from './examples/examples.ts'

/** What Slack has against one example: where, and why. */
export type Refused = { readonly name: string; readonly errors: readonly string[] }

/** Whether it has blocks: a page is for browsers, and a line of text alone has none. */
const hasBlocks = (example: Example): boolean =>
  example.kind === 'message' ? example.message.blocks.length > 0 : example.kind !== 'page'

const argumentOf = (example: Example): Record<string, unknown> => {
  if (example.kind === 'message') return { message: { blocks: example.message.blocks } }
  return example.kind === 'page' ? {} : { view: example.view }
}

const errorsOf = (data: unknown): string[] => {
  const { error, errors } = Object(data)
  const listed: readonly unknown[] = Array.isArray(errors) ? errors : []
  const lines = listed.map((one) => [Object(one).pointer, Object(one).message].filter(Boolean).join(': '))
  return lines.length > 0 ? lines : [String(error)]
}

/**
 * Sends every message and view to blocks.validate, one after the other, and gives those that Slack refuses. No token is
 * needed: docs.slack.dev/reference/methods/blocks.validate. Rejects where Slack does not answer.
 */
export const validateWithSlack = async (
  slackApiUrl: string,
  all: readonly Example[] = examples,
): Promise<Refused[]> => {
  const client = new WebClient(undefined, { slackApiUrl, retryConfig: { retries: 2 }, timeout: 10_000 })
  const refused: Refused[] = []
  for (const example of all.filter(hasBlocks)) {
    const errors = await client.apiCall('blocks.validate', argumentOf(example)).then(
      () => [],
      (error: unknown) => {
        if (!(error instanceof Error) || !('data' in error)) throw error
        return errorsOf(error.data)
      },
    )
    if (errors.length > 0) refused.push({ name: `${example.feature}/${example.name}`, errors })
  }
  return refused
}

const validateAndPrint = async (): Promise<void> => {
  const refused = await validateWithSlack(process.env.SLACK_API_URL || 'https://slack.com/api/')
  for (const { name, errors } of refused) console.log(`${name}\n  ${errors.join('\n  ')}`)
  console.log(`${examples.filter(hasBlocks).length} sent, ${refused.length} refused`)
  if (refused.length > 0) process.exitCode = 1
}

if (import.meta.main)
  await validateAndPrint().catch((error: unknown) => {
    console.error(`Slack could not be asked. ${error instanceof Error ? error.message : ''}`)
    process.exitCode = 1
  })
