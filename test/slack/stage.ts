import { type Message, paragraph, span } from '../../src/slack/ui/blocks.ts'
import type { ChartMessage } from '../../src/slack/ui/charts.ts'
import type { RespondOptions } from '../../src/slack/web-api/response-url.ts'

const saying = (text: string): Message => ({ text, blocks: [paragraph(span(text))] })
export const LOADING = saying('Looking up')
export const ANSWER = saying('Here it is')
/** The last word where there is no other. */
export const APOLOGY = saying('Something went wrong')

/** A reply as it went out. */
export type Sent = {
  readonly text: string
  readonly blocks: number
  readonly options: RespondOptions | undefined
}

/** A Slack that accepts the replies for which `refusing` gives null, and a log that is kept. */
export const stage = (refusing: (text: string) => Error | null = () => null) => {
  const sent: Sent[] = []
  const logged: { readonly fields: object; readonly message: string }[] = []
  const context = {
    reply: async ({ text, blocks }: ChartMessage, options?: RespondOptions) => {
      sent.push({ text, blocks: blocks.length, options })
      const error = refusing(text)
      if (error !== null) throw error
    },
    log: { error: (fields: object, message: string) => void logged.push({ fields, message }) },
    apology: () => APOLOGY,
  }
  return { context, sent, logged }
}
