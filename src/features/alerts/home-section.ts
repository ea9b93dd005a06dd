import { type Block, context, divider, header } from '../../slack/ui/blocks.ts'
import { mrkdwn } from '../../slack/ui/mrkdwn.ts'
import type { Alert } from './alert.ts'
import { alertRow, andMore } from './messages/list.ts'

/** Rows on Home, which has room for 100 blocks and may show a report and its incidents too. */
const MAX_ON_HOME = 25

/** The alerts that a person set up, in all channels; nothing where there are none. */
export const alertBlocks = (alerts: readonly Alert[], today: string): Block[] => {
  if (alerts.length === 0) return []
  const shown = alerts.slice(0, MAX_ON_HOME)
  const row = { today, blockId: 'alert.home', ofOnePerson: true, mayChange: true }
  return [
    divider(),
    header('Alerts you set up'),
    ...shown.map((alert, at) => alertRow(alert, at, row)),
    ...andMore(alerts.length, shown.length),
  ]
}

/** In their place while the database is unavailable. */
export const alertsUnavailable = (): Block[] => [
  divider(),
  context(mrkdwn`We can’t show your alerts at the moment.`),
]
