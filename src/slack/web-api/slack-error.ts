import { ErrorCode } from '@slack/web-api'

/** Slack's own word for why it refused a call ("hash_conflict"), or null where Slack did not answer. */
export const slackErrorOf = (error: unknown): string | null => {
  if (!(error instanceof Error) || !('code' in error) || error.code !== ErrorCode.PlatformError) return null
  return 'data' in error && typeof error.data === 'object' && error.data !== null && 'error' in error.data
    ? String(error.data.error)
    : 'unknown'
}
