import { type Logger, LogLevel } from '@slack/bolt'
import type { Log } from './log.ts'

// Behind this the SDK quotes what it could not read, which somebody may have typed.
const QUOTING = /^(Malformed request body).*$/s

const worded = (parts: readonly unknown[]): string =>
  parts
    .map((part) => (part instanceof Error ? part.message : String(part)))
    .join(' ')
    .replace(QUOTING, '$1')

/**
 * The app's log as the Slack SDKs want it. Fixed at info: at debug they print whole payloads, street names
 * and what people typed among them, so LOG_LEVEL never reaches them (DESIGN.md, "seen when tried").
 */
export const slackLog = (log: Log): Logger => {
  const sdk = log.child({ from: 'slack-sdk' })
  return {
    debug: () => undefined,
    info: (...parts) => sdk.info(worded(parts)),
    warn: (...parts) => sdk.warn(worded(parts)),
    error: (...parts) => sdk.error(worded(parts)),
    setLevel: () => undefined,
    getLevel: () => LogLevel.INFO,
    setName: () => undefined,
  }
}
