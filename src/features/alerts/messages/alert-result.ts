import type { Button } from '@slack/types'
import { dayInLondon, dayInWords, monthInWords, nextMonthName } from '../../../crime/dates.ts'
import { placeInWords } from '../../../crime/postcode.ts'
import { canRetry, failureText } from '../../../report/failure-message.ts'
import { actions, type Message, section, span } from '../../../slack/ui/blocks.ts'
import { button } from '../../../slack/ui/elements.ts'
import { capitalised } from '../../../slack/ui/format.ts'
import { escapeText, literal, mrkdwn, user } from '../../../slack/ui/mrkdwn.ts'
import { type Notice, notice } from '../../../slack/ui/notice.ts'
import { actOnAlert, manageAlerts, retryAlert, undoStop } from '../actions.ts'
import { type Alert, type AlertResult, type Attempt, isPaused, isPersonal, type Retry } from '../alert.ts'
import type { Stopped } from '../alert-service.ts'
import { coverageInWords, placesInWords } from '../format.ts'
import { setUpResult } from './bulk-result.ts'
import { alertGone, alertsUnavailable, channelFull, ownFull, workspaceFull } from './notices.ts'
import { notSaved, postFailedMessage } from './post-failed.ts'

/**
 * Where a result is shown. A modal has no buttons, and "Manage alerts" lists the alerts of the conversation in which it
 * stands: it fits in the alert's own channel alone.
 */
export type ReplyPlace = 'same channel' | 'elsewhere' | 'modal'

const manage = (place: ReplyPlace) =>
  place === 'same channel' ? [button('Manage alerts', manageAlerts.props('here'))] : []

const FIGURES_MISSING =
  'The local police force’s latest figures are missing here: only the British Transport Police’s are out. We’ll post the force’s figures when they come out.'

const firstAnnouncement = ({ announced, waitingSince }: Alert): string => {
  if (waitingSince !== null) return FIGURES_MISSING
  return announced === null
    ? 'Nothing has been published for this place yet. We’ll post the first figures when they come out.'
    : `${monthInWords(announced)} is already out, so your first alert will be for ${nextMonthName(announced)}.`
}

const nextAnnouncements = (alert: Alert): string => {
  if (alert.waitingSince !== null) return FIGURES_MISSING
  return isPersonal(alert) ? 'You’ll get a message about once a month.' : 'It posts about once a month.'
}

/** A new alert: its categories, and which month is announced first. */
export const setUpMessage = (alert: Alert, place: ReplyPlace): Message => {
  const where = isPersonal(alert)
    ? 'You’ll get it in your conversation with Street Crime.'
    : 'The channel has been told.'
  return notice({
    happened: `Alert set up for ${placeInWords(alert)}, ${coverageInWords(alert)}.`,
    next: [span(`${where} ${firstAnnouncement(alert)}`)],
    buttons: manage(place),
  })
}

/** A changed or paused alert as it stands now. `today` is the day in London. */
export const changedMessage = (alert: Alert, today: string, place: ReplyPlace): Message => {
  const paused = alert.pausedUntil !== null && isPaused(alert, today)
  return notice({
    happened: `Alert saved for ${placeInWords(alert)}, ${coverageInWords(alert)}.`,
    next: [span(paused ? `It’s paused until ${dayInWords(alert.pausedUntil)}.` : nextAnnouncements(alert))],
    buttons: manage(place),
  })
}

/** It announces again. */
export const resumedMessage = (alert: Alert): Message =>
  notice({
    happened: `The alert for ${placeInWords(alert)} is running again.`,
    next: [span(nextAnnouncements(alert))],
  })

/** Undo has put alerts back. */
export const restoredMessage = (alerts: readonly Alert[]): Message =>
  notice({
    happened: `${alerts.length === 1 ? 'Alert' : 'Alerts'} back for ${placesInWords(alerts)}.`,
    next: alerts.slice(0, 1).map((alert) => span(nextAnnouncements(alert))),
  })

/** The reader has stopped alerts of one channel; `canUndo` where the message may have a button. */
export const stoppedMessage = ({ alerts, batch }: Stopped, canUndo: boolean): Message => {
  const [first] = alerts
  const recipient = first !== undefined && isPersonal(first) ? 'You' : 'The channel'
  const [what, them] = alerts.length === 1 ? ['Alert', 'it'] : ['Alerts', 'them']
  return notice({
    happened: `${what} stopped for ${placesInWords(alerts)}.`,
    next: [span(`${recipient} won’t get new figures for ${them} any more.`)],
    buttons: canUndo ? [button('Undo', undoStop.props(batch))] : [],
  })
}

/** The channel's one alert for a postcode: above the form that changes it, or with a button that opens the form. */
export const alreadyExistsMessage = (alert: Alert, place: 'form' | 'message'): Message => {
  const personal = isPersonal(alert)
  const ended = alert.ended !== null
  const has = `${personal ? 'You' : 'This channel'} ${ended ? 'had' : personal ? 'already have' : 'already has'}`
  const state = ended ? '. It has ended' : ''
  const what = coverageInWords(alert)
  const by = personal ? mrkdwn`` : mrkdwn`, set up by ${user(alert.setBy)}`
  const next = place === 'form' ? ' Saving this form replaces it.' : ''
  const edit = button('Edit alert', actOnAlert.props({ action: 'edit', id: alert.id }))
  return {
    text: `${has} an alert for ${escapeText(placeInWords(alert))} (${what})${state}.${next}`,
    blocks: [
      section(mrkdwn`${has} an alert for *${literal(placeInWords(alert))}* (${what})${by}${state}.${next}`),
      ...(place === 'message' ? actions('alert.known', [edit]) : []),
    ],
  }
}

const tryAgain = (retry: Retry | null, place: ReplyPlace) =>
  place === 'modal' || retry === null ? [] : [button('Try again', retryAlert.props(retry))]

const failure = (attempt: Attempt, { happened, next }: Notice, buttons: readonly Button[]): Message =>
  notice({ happened: `${happened} ${capitalised(notSaved(attempt))}.`, next, buttons })

const fullNotice = (kind: 'channel-full' | 'workspace-full', [first]: Attempt['choices']): Notice => {
  if (kind === 'workspace-full') return workspaceFull
  return first !== undefined && isPersonal(first) ? ownFull : channelFull
}

/** The message for a result, with the next step that fits where it is shown. `now` in ms since the epoch. */
export const alertResultMessage = (
  result: AlertResult,
  attempt: Attempt,
  place: ReplyPlace,
  now: number,
): Message => {
  switch (result.kind) {
    case 'set-up': {
      const [first, ...others] = result.alerts
      return first !== undefined && others.length === 0 && attempt.choices.length === 1
        ? setUpMessage(first, place)
        : setUpResult(result, [], manage(place))
    }
    case 'changed':
      return changedMessage(result.alert, dayInLondon(now), place)
    case 'resumed':
      return resumedMessage(result.alert)
    case 'already-exists':
      return alreadyExistsMessage(result.alert, place === 'modal' ? 'form' : 'message')
    case 'post-failed':
      return postFailedMessage(result, place === 'modal' ? 'form' : 'button')
    case 'gone':
      return alertGone()
    case 'unavailable':
      return alertsUnavailable()
    case 'channel-full':
    case 'workspace-full':
      return failure(attempt, fullNotice(result.kind, attempt.choices), tryAgain(result.retry, place))
    case 'lookup-failed': {
      const again = canRetry(result.failure) ? tryAgain(result.retry, place) : []
      return failure(attempt, failureText(result.failure, now), again)
    }
  }
}
