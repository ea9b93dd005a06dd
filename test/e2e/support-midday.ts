import { clockAhead, msToNoon } from '../../playground/noon.ts'

/** A playground in which it is about midday in London, by its Slack's clock and by the app's. */
export function midday() {
  const ahead = msToNoon(Date.now())
  return { clock: () => Date.now() + ahead, env: clockAhead(ahead) }
}
