import { dayInWords } from '../../../crime/day.ts'
import { monthInWords } from '../../../crime/month.ts'
import { type Message, words } from '../../../slack/ui/blocks.ts'
import { button } from '../../../slack/ui/elements.ts'
import { notice } from '../../../slack/ui/notice.ts'
import { manageAlerts } from '../actions.ts'
import type { Alert } from '../alert.ts'
import { categoriesInWords, isPaused, isPersonal, toldInWords } from '../format.ts'

// In a window, and below a message of another conversation, "here" would be the wrong place.
const manage = (withButton: boolean) =>
  withButton ? [button('Manage alerts', manageAlerts.press('here'))] : []

const first = ({ announced }: Alert): string =>
  announced === null
    ? 'Nothing is published for this place yet; the first figures will be announced.'
    : `${monthInWords(announced)} is out already, so the next month will be the first to be announced.`

const where = (alert: Alert): string =>
  isPersonal(alert) ? 'It tells you in your conversation with Street Crime.' : 'The channel has been told.'

/** An alert is set: what is watched, and what is announced first. */
export const setUpMessage = (alert: Alert, withButton: boolean): Message =>
  notice({
    happened: `The alert for ${alert.postcode} is set: ${categoriesInWords(alert.categories)}.`,
    next: [words(`${where(alert)} ${first(alert)}`)],
    buttons: manage(withButton),
  })

const whenItSpeaks = (alert: Alert, today: string): string =>
  alert.pausedUntil !== null && isPaused(alert, today)
    ? `It is paused until ${dayInWords(alert.pausedUntil)}.`
    : `It tells ${toldInWords(alert)} about once a month.`

/** An alert was changed, or paused: how it stands now. */
export const changedMessage = (alert: Alert, today: string, withButton: boolean): Message =>
  notice({
    happened: `The alert for ${alert.postcode} is saved: ${categoriesInWords(alert.categories)}.`,
    next: [words(whenItSpeaks(alert, today))],
    buttons: manage(withButton),
  })

/** It speaks again. */
export const resumedMessage = (alert: Alert): Message =>
  notice({
    happened: `The alert for ${alert.postcode} speaks again.`,
    next: [words(`It tells ${toldInWords(alert)} about once a month.`)],
  })

/** It was stopped by the person who reads this. */
export const stoppedByYou = (alert: Alert): Message =>
  notice({
    happened: `The alert for ${alert.postcode} is stopped.`,
    next: [
      words(`${isPersonal(alert) ? 'You are' : 'The channel is'} no longer told about new figures there.`),
    ],
  })
