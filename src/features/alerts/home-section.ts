import { dayInLondon } from '../../crime/dates.ts'
import type { Owner } from '../../slack/identity.ts'
import { type Block, context, divider, header } from '../../slack/ui/blocks.ts'
import { mrkdwn } from '../../slack/ui/mrkdwn.ts'
import type { Alert } from './alert.ts'
import { alertRow, andMore } from './messages/list.ts'
import type { AlertRepository } from './store/alert-repository.ts'

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

const UNAVAILABLE = mrkdwn`We can’t show your alerts at the moment.`

/** What Home shows of alerts: the person's own, or one sentence while the database is unavailable. */
export const alertsOnHome =
  (alerts: Pick<AlertRepository, 'listSetBy'>, clock: () => number) =>
  async (owner: Owner): Promise<readonly Block[]> => {
    const listed = await alerts.listSetBy(owner)
    return listed.ok ? alertBlocks(listed.value, dayInLondon(clock())) : [divider(), context(UNAVAILABLE)]
  }
