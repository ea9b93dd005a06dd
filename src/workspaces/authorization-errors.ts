import type { Message } from '../slack/ui/blocks.ts'
import type { Respond } from '../slack/web-api/response-url.ts'
import { unauthorisedIn } from './authorise.ts'
import { installationsUnavailable, notInstalled } from './messages.ts'

/** What telling people needs. */
export type AuthorizationErrorOptions = {
  /** Where the app is installed from, without a slash at the end. */
  readonly publicUrl: string
  readonly reply: (responseUrl: string) => Respond
  readonly log: {
    readonly warn: (fields: object, message: string) => void
    readonly error: (fields: object, message: string) => void
  }
}

const responseUrlOf = (body: unknown): string | null =>
  typeof body === 'object' && body !== null && 'response_url' in body && typeof body.response_url === 'string'
    ? body.response_url
    : null

const teamOf = (body: unknown): unknown =>
  typeof body === 'object' && body !== null && 'team_id' in body ? body.team_id : undefined

/**
 * Tells a person, privately, why nothing came of what they did in a workspace whose token cannot be had. Bolt answers
 * such a request by itself and in silence (SLACK.md, trap 9). Null where the error is another one; else it never rejects.
 */
export const explainAuthorizationError = (
  error: unknown,
  body: unknown,
  { publicUrl, reply, log }: AuthorizationErrorOptions,
): Promise<void> | null => {
  const unauthorised = unauthorisedIn(error)
  if (unauthorised === null) return null
  const { why, cause } = unauthorised
  if (cause === undefined) log.warn({ why, team: teamOf(body) }, 'a request of a workspace without its token')
  else log.error({ err: cause, team: teamOf(body) }, 'a token cannot be read: is its key in ENCRYPTION_KEY?')
  const responseUrl = responseUrlOf(body)
  if (responseUrl === null) return Promise.resolve()
  const message: Message = why === 'unavailable' ? installationsUnavailable() : notInstalled(publicUrl)
  return reply(responseUrl)(message).catch((refused: unknown) => {
    log.error({ err: refused }, 'a person was left without an answer: Slack took no reply')
  })
}
