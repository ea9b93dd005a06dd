import type { Button } from '@slack/types'
import type { NamedPlace } from '../../crime/postcode.ts'
import type { Result } from '../../lib/result.ts'
import type { Owner } from '../../slack/identity.ts'
import { actions, type Block, context, divider, header } from '../../slack/ui/blocks.ts'
import { button } from '../../slack/ui/elements.ts'
import { mrkdwn } from '../../slack/ui/mrkdwn.ts'
import { alertSavedPlaces } from './actions.ts'
import type { Alert } from './alert.ts'
import { alertRow, pageOf } from './messages/list.ts'

/** Rows on a page of Home, which has room for 100 blocks and may show a report and its incidents too. */
const PAGE_SIZE = 25

/** A person's saved places. They are another feature's. */
export type SavedPlacesOf = (owner: Owner) => Promise<Result<readonly NamedPlace[], 'unavailable'>>

/** A page of the section: which, from 1, and the button that leads to another one. */
type SectionPage = { readonly page: number; readonly turn: (text: string, page: number) => Button }

/** The alerts that a person set up, in all channels, and the button that adds their saved places. */
export const alertBlocks = (
  alerts: readonly Alert[],
  saved: readonly NamedPlace[],
  today: string,
  { page, turn }: SectionPage,
): Block[] => {
  const own = new Set(
    alerts.flatMap(({ channelId, setBy, postcode }) => (channelId === setBy ? postcode : [])),
  )
  const canAdd = saved.some(({ postcode }) => !own.has(postcode))
  if (alerts.length === 0 && !canAdd) return []
  const { shown, range, next, previous } = pageOf(alerts, page, PAGE_SIZE)
  const row = { today, blockId: 'alert.home', ofOnePerson: true, mayChange: true }
  return [
    divider(),
    header(alerts.length === 0 ? 'Alerts' : 'Alerts you set up'),
    ...shown.map((alert, at) => alertRow(alert, at, row)),
    ...range,
    ...actions('alert.home', [
      ...(canAdd ? [button('Alert me about all my saved places', alertSavedPlaces.props('all'))] : []),
      ...(next === null ? [] : [turn('Next page', next)]),
      ...(previous === null ? [] : [turn('Previous page', previous)]),
    ]),
  ]
}

/** In their place while the database is unavailable. */
export const alertsUnavailable = (): Block[] => [
  divider(),
  context(mrkdwn`We can’t show your alerts at the moment.`),
]
