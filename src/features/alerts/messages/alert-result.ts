import { dayInLondon } from '../../../crime/day.ts'
import { failureText, mayPass } from '../../../report/failure-message.ts'
import { actions, type Message } from '../../../slack/ui/blocks.ts'
import { button } from '../../../slack/ui/elements.ts'
import { type Notice, notice } from '../../../slack/ui/notice.ts'
import { type Attempt, actOnAlert, retryAlert } from '../actions.ts'
import type { Alert } from '../alert.ts'
import type { AlertResult } from '../alert-result.ts'
import { isPersonal } from '../format.ts'
import { alreadyExistsMessage } from './already-exists.ts'
import { alertGone, alertsUnavailable, channelFull, ownFull, workspaceFull } from './notices.ts'
import { postFailedMessage } from './post-failed.ts'
import { changedMessage, resumedMessage, setUpMessage } from './saved.ts'

/** Where an outcome is told: there alone do buttons lead on, and "Manage alerts" lists that conversation's. */
export type Telling = 'beside the channel' | 'own conversation' | 'window'

const notDone = ({ id }: Attempt): string =>
  id === null ? 'The alert is not set yet.' : 'The alert is as it was.'

const again = (attempt: Attempt, telling: Telling, worded: Notice): Message =>
  notice({
    ...worded,
    happened: `${worded.happened} ${notDone(attempt)}`,
    buttons: telling === 'window' ? [] : [button('Try again', retryAlert.press(attempt))],
  })

const known = (alert: Alert, telling: Telling): Message => {
  if (telling === 'window') return alreadyExistsMessage(alert, 'form')
  const { text, blocks } = alreadyExistsMessage(alert, 'message')
  const edit = button('Edit alert', actOnAlert.press({ deed: 'edit', id: alert.id }))
  return { text, blocks: [...blocks, ...actions('alert.known', [edit])] }
}

/**
 * What is said of an outcome, with the way to try again that fits where it is said. `now` in ms since the epoch.
 */
export const alertResultMessage = (
  outcome: AlertResult,
  attempt: Attempt,
  telling: Telling,
  now: number,
): Message => {
  const beside = telling === 'beside the channel'
  switch (outcome.kind) {
    case 'set':
      return setUpMessage(outcome.alert, beside)
    case 'changed':
      return changedMessage(outcome.alert, dayInLondon(now), beside)
    case 'resumed':
      return resumedMessage(outcome.alert)
    case 'known':
      return known(outcome.alert, telling)
    case 'refused':
      return postFailedMessage(outcome, telling === 'window' ? 'form' : 'here')
    case 'gone':
      return alertGone()
    case 'unavailable': {
      const { blocks, text } = alertsUnavailable()
      const retry = telling === 'window' ? [] : [button('Try again', retryAlert.press(attempt))]
      return { text, blocks: [...blocks, ...actions('alert.again', retry)] }
    }
    case 'channel-full':
      return again(attempt, telling, isPersonal(attempt.choice) ? ownFull : channelFull)
    case 'workspace-full':
      return again(attempt, telling, workspaceFull)
    case 'not-looked-up': {
      const words = failureText(outcome.failure, now)
      if (mayPass(outcome.failure)) return again(attempt, telling, words)
      return notice({ ...words, happened: `${words.happened} ${notDone(attempt)}` })
    }
  }
}
