import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

/**
 * Whether a crontab's five fields name a time that there is: not 25 o'clock, nor the 31st of February. Read as the
 * alerts' queue reads it, and loaded only where somebody has set one.
 */
export const isTime = (cron: string): boolean => {
  const { CronExpressionParser } = require('cron-parser') as typeof import('cron-parser')
  try {
    CronExpressionParser.parse(cron, { tz: 'Europe/London', strict: false }).next()
    return true
  } catch {
    return false
  }
}
