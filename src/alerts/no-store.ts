import { failed } from '../crime/result.ts'
import type { Alerts } from './alerts.ts'

const away = async () => failed('away' as const)

/** Alerts where no database keeps any yet: every call says that they are away. */
export const alertsNowhere: Alerts = {
  inChannel: away,
  setBy: away,
  find: away,
  near: away,
  set: away,
  change: away,
  resume: away,
  stop: away,
}
