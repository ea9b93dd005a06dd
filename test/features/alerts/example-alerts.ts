import type { Alert } from '../../../src/features/alerts/alert.ts'
import type { ChannelAlert } from '../../../src/features/alerts/store/due-alerts.ts'
import { month, postcode } from '../../support/incidents.ts'

export const TODAY = '2026-11-16'

/** An alert of a channel that has posted a month, but for what is given. */
export const alertOf = (given: Partial<Alert> = {}): Alert => ({
  id: 'a1',
  workspace: { teamId: 'T1' },
  channelId: 'C0NEIGHBOURS',
  postcode: postcode('LE1 1WA'),
  name: null,
  categories: [],
  minIncidents: null,
  inThread: true,
  pausedUntil: null,
  announced: month('2023-01'),
  postTs: null,
  hasPosted: true,
  waitingSince: null,
  setBy: 'U0PRIYA',
  ended: null,
  ...given,
})

/** An alert as its delivery sees it. */
export const dueAlert = (given: Partial<ChannelAlert> = {}): ChannelAlert => ({
  ...alertOf(given),
  ...{
    areaMonth: month('2023-02'),
    dueSince: null,
    postedOn: null,
    toldWaiting: false,
    threadPending: false,
  },
  ...given,
})

/** With two categories, near Gloucester Road. */
export const twoCategories = (given: Partial<Alert> = {}): Alert =>
  alertOf({
    id: 'a2',
    postcode: postcode('GL50 1AA'),
    categories: ['burglary', 'vehicle-crime'],
    announced: month('2020-09'),
    ...given,
  })

/** Of a person's own conversation with the app. */
export const personal = (given: Partial<Alert> = {}): Alert => alertOf({ channelId: 'U0PRIYA', ...given })
