import { reportAction } from '../../report/actions.ts'
import { defineAction, numberAction, textAction, wordAction } from '../../slack/ui/elements.ts'
import { keptUnder, type Retry } from './alert.ts'

/** The form of an alert's id in a button's value or a modal's metadata. */
export const ALERT_ID = /^[A-Za-z0-9-]{1,40}$/

/** Lists the alerts of the button's conversation. */
export const manageAlerts = wordAction('alerts.list', 'here')

/** Turns to a page of the list of the button's conversation. */
export const turnList = numberAction('alerts.page', /^[1-9]\d{0,2}$/)

/** Opens an empty form for the button's conversation. */
export const addAlert = wordAction('alert.add', 'here')

/** Another field for places in the form; its value is how many there are. */
export const addField = numberAction('alert.more-places', /^[1-9]$/)

/** Sets an alert up that a slip was meant for, in the button's conversation. */
export const setUpHere = reportAction('alert.set-up')

/** Sets an alert up for each of the person's saved places. */
export const alertSavedPlaces = wordAction('alert.saved', 'all')

/** Opens the report of one of a digest's places; its value is an alert's id. */
export const openPlace = textAction('alert.open', ALERT_ID)

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

/** Sets up, changes or brings back what is kept: "set-up 7f3a…", "change 7f3a… 9c01…". */
export const retryAlert = defineAction<Retry>(
  'alert.retry',
  (retry) => `${retry.how} ${keptUnder(retry)}`,
  (text) => {
    const [how, batch = '', id, ...rest] = text.split(' ')
    if (![batch, id ?? batch].every((one) => ALERT_ID.test(one)) || rest.length > 0) return null
    if (how === 'change') return id === undefined ? null : { how, batch, id }
    return (how === 'bring-back' || how === 'set-up') && id === undefined ? { how, batch } : null
  },
)
