import { dayInLondon } from '../../../crime/day.ts'
import { failureWords, mayPass } from '../../../report/failure-message.ts'
import { actions, type Message } from '../../../slack/ui/blocks.ts'
import { button } from '../../../slack/ui/elements.ts'
import { type Sentence, sentence } from '../../../slack/ui/notice.ts'
import { type Attempt, actOnAlert, retryAlert } from '../actions.ts'
import type { Alert } from '../alert.ts'
import type { Outcome } from '../alert-result.ts'
import { isPersonal } from '../format.ts'
import { knownMessage } from './already-exists.ts'
import { alertGone, alertsAway, channelFull, ownFull, workspaceFull } from './notices.ts'
import { refusedMessage } from './post-failed.ts'
import { changedMessage, resumedMessage, setMessage } from './saved.ts'

/** Where an outcome is told: there alone do buttons lead on, and "Manage alerts" lists that conversation's. */
export type Telling = 'beside the channel' | 'own conversation' | 'window'

const notDone = ({ id }: Attempt): string =>
  id === null ? 'The alert is not set yet.' : 'The alert is as it was.'

const again = (attempt: Attempt, telling: Telling, worded: Sentence): Message =>
  sentence({
    ...worded,
    happened: `${worded.happened} ${notDone(attempt)}`,
    buttons: telling === 'window' ? [] : [button('Try again', retryAlert.press(attempt))],
  })

const known = (alert: Alert, telling: Telling): Message => {
  if (telling === 'window') return knownMessage(alert, 'form')
  const { text, blocks } = knownMessage(alert, 'message')
  const edit = button('Edit alert', actOnAlert.press({ deed: 'edit', id: alert.id }))
  return { text, blocks: [...blocks, ...actions('alert.known', [edit])] }
}

/**
 * What is said of an outcome, with the way to try again that fits where it is said. `now` in ms since the epoch.
 */
export const outcomeMessage = (
  outcome: Outcome,
  attempt: Attempt,
  telling: Telling,
  now: number,
): Message => {
  const beside = telling === 'beside the channel'
  switch (outcome.kind) {
    case 'set':
      return setMessage(outcome.alert, beside)
    case 'changed':
      return changedMessage(outcome.alert, dayInLondon(now), beside)
    case 'resumed':
      return resumedMessage(outcome.alert)
    case 'known':
      return known(outcome.alert, telling)
    case 'refused':
      return refusedMessage(outcome, telling === 'window' ? 'form' : 'here')
    case 'gone':
      return alertGone()
    case 'away': {
      const { blocks, text } = alertsAway()
      const retry = telling === 'window' ? [] : [button('Try again', retryAlert.press(attempt))]
      return { text, blocks: [...blocks, ...actions('alert.again', retry)] }
    }
    case 'channel-full':
      return again(attempt, telling, isPersonal(attempt.choice) ? ownFull : channelFull)
    case 'workspace-full':
      return again(attempt, telling, workspaceFull)
    case 'not-looked-up': {
      const words = failureWords(outcome.failure, now)
      if (mayPass(outcome.failure)) return again(attempt, telling, words)
      return sentence({ ...words, happened: `${words.happened} ${notDone(attempt)}` })
    }
  }
}
