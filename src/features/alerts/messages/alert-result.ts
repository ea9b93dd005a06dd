import type { Button } from '@slack/types'
import { dayInLondon, dayInWords, monthInWords, nextMonthName } from '../../../crime/dates.ts'
import { canRetry, failureText } from '../../../report/failure-message.ts'
import { actions, type Message, section, span } from '../../../slack/ui/blocks.ts'
import { button } from '../../../slack/ui/elements.ts'
import { LIMITS } from '../../../slack/ui/limits.ts'
import { mrkdwn, user } from '../../../slack/ui/mrkdwn.ts'
import { type Notice, notice } from '../../../slack/ui/notice.ts'
import { actOnAlert, manageAlerts, retryAlert, undoStop } from '../actions.ts'
import { type Alert, type AlertResult, type Attempt, choiceOf, isPaused, isPersonal } from '../alert.ts'
import { categoriesInWords } from '../format.ts'
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
    happened: `Alert set up for ${alert.postcode}, ${categoriesInWords(alert.categories)}.`,
    next: [span(`${where} ${firstAnnouncement(alert)}`)],
    buttons: manage(place),
  })
}

/** A changed or paused alert as it stands now. `today` is the day in London. */
export const changedMessage = (alert: Alert, today: string, place: ReplyPlace): Message => {
  const paused = alert.pausedUntil !== null && isPaused(alert, today)
  return notice({
    happened: `Alert saved for ${alert.postcode}, ${categoriesInWords(alert.categories)}.`,
    next: [span(paused ? `It’s paused until ${dayInWords(alert.pausedUntil)}.` : nextAnnouncements(alert))],
    buttons: manage(place),
  })
}

/** It announces again. */
export const resumedMessage = (alert: Alert): Message =>
  notice({
    happened: `The alert for ${alert.postcode} is running again.`,
    next: [span(nextAnnouncements(alert))],
  })

/** A message with the way back for alerts that the reader has stopped by a command. */
export const withUndo = ({ text, blocks }: Message, stopped: readonly Alert[]): Message => {
  const props = undoStop.props(stopped.map(choiceOf))
  const fits = stopped.length > 0 && props.value.length <= LIMITS.buttonValue
  return { text, blocks: [...blocks, ...actions('alert.stopped', fits ? [button('Undo', props)] : [])] }
}

/** The reader has stopped it. */
export const stoppedMessage = (alert: Alert): Message => {
  const recipient = isPersonal(alert) ? 'You' : 'The channel'
  return notice({
    happened: `Alert stopped for ${alert.postcode}.`,
    next: [span(`${recipient} won’t get new figures for it any more.`)],
  })
}

/** The channel's one alert for a postcode: above the form that changes it, or with a button that opens the form. */
export const alreadyExistsMessage = (alert: Alert, place: 'form' | 'message'): Message => {
  const personal = isPersonal(alert)
  const ended = alert.ended !== null
  const has = `${personal ? 'You' : 'This channel'} ${ended ? 'had' : personal ? 'already have' : 'already has'}`
  const state = ended ? '. It has ended' : ''
  const what = categoriesInWords(alert.categories)
  const by = personal ? mrkdwn`` : mrkdwn`, set up by ${user(alert.setBy)}`
  const next = place === 'form' ? ' Saving this form replaces it.' : ''
  const edit = button('Edit alert', actOnAlert.props({ action: 'edit', id: alert.id }))
  return {
    text: `${has} an alert for ${alert.postcode} (${what})${state}.${next}`,
    blocks: [
      section(mrkdwn`${has} an alert for *${alert.postcode}* (${what})${by}${state}.${next}`),
      ...(place === 'message' ? actions('alert.known', [edit]) : []),
    ],
  }
}

const tryAgain = (attempt: Attempt, place: ReplyPlace) =>
  place === 'modal' ? [] : [button('Try again', retryAlert.props(attempt))]

const failure = (attempt: Attempt, { happened, next }: Notice, buttons: readonly Button[]): Message =>
  notice({ happened: `${happened} ${notSaved(attempt)}`, next, buttons })

/** The message for a result, with the next step that fits where it is shown. `now` in ms since the epoch. */
export const alertResultMessage = (
  result: AlertResult,
  attempt: Attempt,
  place: ReplyPlace,
  now: number,
): Message => {
  const again = tryAgain(attempt, place)
  switch (result.kind) {
    case 'set-up':
      return setUpMessage(result.alert, place)
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
    case 'unavailable': {
      const { text, blocks } = alertsUnavailable()
      return { text, blocks: [...blocks, ...actions('alert.again', again)] }
    }
    case 'channel-full':
      return failure(attempt, isPersonal(attempt.choice) ? ownFull : channelFull, again)
    case 'workspace-full':
      return failure(attempt, workspaceFull, again)
    case 'lookup-failed':
      return failure(attempt, failureText(result.failure, now), canRetry(result.failure) ? again : [])
  }
}
