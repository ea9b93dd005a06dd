/** What Slack would answer a message or a view that breaks a rule. */
export type SlackError =
  | 'invalid_blocks'
  | 'msg_too_long'
  | 'msg_blocks_too_long'
  | 'no_text'
  | 'invalid_arguments'
  | 'view_too_large'

/** One broken rule: where in the message, what the rule says, and who says so. A source with "?" is unconfirmed. */
export type Violation = {
  readonly path: string
  readonly rule: string
  readonly source: string
  readonly error: SlackError
}

/** Where blocks may stand. */
export type Surface = 'message' | 'modal' | 'home'
