import { reportAction } from '../../report/actions.ts'
import { defineAction } from '../../slack/ui/elements.ts'
import type { Retry } from './alert.ts'

/** The form of an alert's id in a button's value or a modal's metadata. */
export const ALERT_ID = /^[A-Za-z0-9-]{1,40}$/

const fixedWord = (id: string, word: string) =>
  defineAction<string>(
    id,
    (value) => value,
    (text) => (text === word ? text : null),
  )

/** Lists the alerts of the button's conversation. */
export const manageAlerts = fixedWord('alerts.list', 'here')

/** Opens an empty form for the button's conversation. */
export const addAlert = fixedWord('alert.add', 'here')

const ALERT_ACTIONS = ['edit', 'pause', 'resume', 'stop'] as const

/** What can be done with an alert of a list. */
export type AlertAction = (typeof ALERT_ACTIONS)[number]

/** An action on one alert: "stop 7f3a…". The handler checks whether the person may change the alert. */
export const actOnAlert = defineAction<{ readonly action: AlertAction; readonly id: string }>(
  'alert.act',
  ({ action, id }) => `${action} ${id}`,
  (text) => {
    const [name, id = '', ...rest] = text.split(' ')
    const action = ALERT_ACTIONS.find((known) => known === name)
    return action !== undefined && rest.length === 0 && ALERT_ID.test(id) ? { action, id } : null
  },
)

/** Sets an alert up that a slip was meant for, in the button's conversation. */
export const setUpHere = reportAction('alert.set-up')

/** Turns to a page of the list of the button's conversation. */
export const turnList = defineAction<number>('alerts.page', String, (text) => {
  return /^[1-9]\d{0,2}$/.test(text) ? Number(text) : null
})

const unpackRetry = (text: string): Retry | null => {
  const [how, batch = '', id, ...rest] = text.split(' ')
  if (!ALERT_ID.test(batch) || rest.length > 0) return null
  if (how === 'change') return id !== undefined && ALERT_ID.test(id) ? { how, batch, id } : null
  return (how === 'put-back' || how === 'set-up') && id === undefined ? { how, batch } : null
}

/** Opens the report of one of a digest's places; its value is an alert's id. */
export const openPlace = defineAction<string>(
  'alert.open',
  (id) => id,
  (text) => (ALERT_ID.test(text) ? text : null),
)

/** Retries setting up or changing alerts: "put-back 7f3a…", "change 7f3a… 9c01…". */
export const retryAlert = defineAction<Retry>(
  'alert.retry',
  (retry) => [retry.how, retry.batch, ...(retry.how === 'change' ? [retry.id] : [])].join(' '),
  unpackRetry,
)

/** Puts alerts back that were stopped at once, by their batch. */
export const undoStop = defineAction<string>(
  'alert.undo',
  (batch) => batch,
  (text) => (ALERT_ID.test(text) ? text : null),
)

/** Sets an alert up for each of the person's saved places. */
export const alertSavedPlaces = fixedWord('alert.saved', 'all')

/** Another field for places in the form; its value is how many there are. */
export const addField = defineAction<number>('alert.more-places', String, (text) =>
  /^[1-9]$/.test(text) ? Number(text) : null,
)
