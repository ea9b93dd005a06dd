import { dayInLondon } from '../../../crime/dates.ts'
import { placeInWords } from '../../../crime/postcode.ts'
import type { PlaceFault } from '../../../reading/place-lines.ts'
import { canRetry, failureText } from '../../../report/failure-message.ts'
import { actions, type Message, mrkdwnMessage, span } from '../../../slack/ui/blocks.ts'
import { button } from '../../../slack/ui/elements.ts'
import { capitalised } from '../../../slack/ui/format.ts'
import { literal, mrkdwn, user } from '../../../slack/ui/mrkdwn.ts'
import { notice } from '../../../slack/ui/notice.ts'
import { actOnAlert, manageAlerts, retryAlert } from '../actions.ts'
import { type Alert, type AlertResult, isPaused, isPersonal, mayChange, type Unsaved } from '../alert.ts'
import { coverageInWords, firstPlacesInWords, recipientLink } from '../format.ts'
import { notSaved, postFailedMessage } from './cannot-post.ts'
import { alertGone, alertsUnavailable, fullNotice } from './errors.ts'
import { FIGURES_MISSING, pauseOf, setUpMessage } from './set-up-result.ts'

// The button lists the alerts of the conversation in which it stands.
const manage = (channelId: string | undefined, readIn: string) =>
  channelId === readIn ? [button('Manage alerts', manageAlerts.props('here'))] : []

const nextAnnouncements = (alert: Alert): string => {
  if (alert.waitingSince !== null) return FIGURES_MISSING
  return isPersonal(alert) ? 'You’ll get a message about once a month.' : 'It posts about once a month.'
}

const changedMessage = (alert: Alert, today: string, readIn: string): Message =>
  notice({
    happened: `Alert saved for ${placeInWords(alert)}, ${coverageInWords(alert)}.`,
    next: [span(pauseOf([alert], today) ?? nextAnnouncements(alert))],
    buttons: manage(alert.channelId, readIn),
  })

const resumedMessage = (alerts: readonly Alert[], today: string): Message => {
  const [what, are] = alerts.length === 1 ? ['alert', 'is'] : ['alerts', 'are']
  // Undo brings a pause back too.
  const again = alerts.some((alert) => isPaused(alert, today)) ? 'back' : 'running again'
  const pause = pauseOf(alerts, today)
  const next = pause !== null ? [pause] : alerts.length === 1 ? alerts.map(nextAnnouncements) : []
  return notice({
    happened: `The ${what} for ${firstPlacesInWords(alerts)} ${are} ${again}.`,
    next: next.map((text) => span(text)),
  })
}

const stoppedMessage = (alerts: readonly Alert[], batch: string): Message => {
  const recipient = alerts.some(isPersonal) ? 'You' : 'The channel'
  const [what, them] = alerts.length === 1 ? ['Alert', 'it'] : ['Alerts', 'them']
  return notice({
    happened: `${what} stopped for ${firstPlacesInWords(alerts)}.`,
    next: [span(`${recipient} won’t get new figures for ${them} any more.`)],
    buttons: [button('Undo', retryAlert.props({ how: 'bring-back', batch }))],
  })
}

/** The alert that a postcode has already, with a button to edit it for who may; `readIn` null: above its form. */
export const alreadyExistsMessage = (alert: Alert, readIn: string | null): Message => {
  const ended = alert.ended !== null
  const isHere = readIn === null || alert.channelId === readIn
  const here = isHere ? mrkdwn`This channel` : recipientLink(alert)
  const [who, has, by] = isPersonal(alert)
    ? [mrkdwn`You`, 'already have', mrkdwn``]
    : [here, 'already has', mrkdwn`, set up by ${user(alert.setBy)}`]
  const state = ended ? '. It has ended' : ''
  const next = readIn === null ? `\nSave to ${ended ? 'restart' : 'change'} it as shown below.` : ''
  const edit = button('Edit alert', actOnAlert.props({ action: 'edit', id: alert.id }))
  return mrkdwnMessage(
    mrkdwn`${who} ${ended ? 'had' : has} an alert for *${literal(placeInWords(alert))}* (${coverageInWords(alert)})${by}${state}.${next}`,
    readIn !== null && mayChange(alert, readIn, readIn) ? actions('alert.known', [edit]) : [],
  )
}

/** What was not saved, and why. */
const unsavedMessage = (result: Unsaved, now: number): Message => {
  const { why, choices, retry } = result
  if (why.kind === 'post-failed') return postFailedMessage(result, why.error, 'button')
  const { happened, next } =
    why.kind === 'lookup-failed'
      ? failureText(why.failure, now)
      : fullNotice(why.kind, choices.some(isPersonal))
  const again = why.kind === 'lookup-failed' && !canRetry(why.failure) ? null : retry
  return notice({
    happened: `${happened} ${capitalised(notSaved(result))}.`,
    next,
    buttons: again === null ? [] : [button('Try again', retryAlert.props(again))],
  })
}

/**
 * The message for a result; a modal shows those of its buttons that work there. `readIn` is the recipient of alerts of the
 * conversation in which it is read; `now` in ms since the epoch.
 */
export const alertResultMessage = (
  result: AlertResult,
  readIn: string,
  now: number,
  faults: readonly PlaceFault[] = [],
): Message => {
  const today = dayInLondon(now)
  switch (result.kind) {
    case 'set-up': {
      const [first] = [...result.alerts, ...(result.resumed ?? []), ...result.existing]
      return setUpMessage(result, faults, today, manage(first?.channelId, readIn))
    }
    case 'changed':
      return changedMessage(result.alert, today, readIn)
    case 'resumed':
      return resumedMessage(result.alerts, today)
    case 'stopped':
      return stoppedMessage(result.alerts, result.batch)
    case 'already-exists':
      return alreadyExistsMessage(result.alert, readIn)
    case 'gone':
      return alertGone()
    case 'nothing-left':
      return alertGone('There’s nothing left to put back.')
    case 'unavailable':
      return alertsUnavailable()
    case 'unsaved':
      return unsavedMessage(result, now)
  }
}
