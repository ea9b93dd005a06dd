export const MAX_MESSAGE_LENGTH = 1_000
const MAX_STACK_LENGTH = 4_000
const MAX_CAUSES = 3

/**
 * The fields of an error that a log line shows: its type, message, stack and code, what Slack's Web API adds to a refusal,
 * and its causes. Nothing else: libraries hang whole answers and rows on their errors, megabytes of others' text.
 */
export const describeError = (error: unknown, maxCauses = MAX_CAUSES): object => {
  if (!(error instanceof Error)) return { message: String(error).slice(0, MAX_MESSAGE_LENGTH) }
  const { code, statusCode, data }: Record<string, unknown> = { ...error }
  const slackMessages: unknown = Object(Object(data).response_metadata).messages
  const cause: unknown = error instanceof AggregateError ? error.errors[0] : error.cause
  return {
    type: error.constructor.name,
    message: error.message.slice(0, MAX_MESSAGE_LENGTH),
    stack: error.stack?.slice(0, MAX_STACK_LENGTH),
    ...(typeof code === 'string' ? { code } : {}),
    ...(typeof statusCode === 'number' ? { statusCode } : {}),
    ...(Array.isArray(slackMessages)
      ? { slackMessages: slackMessages.join(' ').slice(0, MAX_MESSAGE_LENGTH) }
      : {}),
    ...(cause === undefined || maxCauses === 0 ? {} : { cause: describeError(cause, maxCauses - 1) }),
  }
}
