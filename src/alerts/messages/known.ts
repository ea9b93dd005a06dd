import { type Message, section } from '../../slack/blocks.ts'
import { mrkdwn, user } from '../../slack/mrkdwn.ts'
import type { Alert } from '../alert.ts'
import { categoriesInWords, isPersonal } from '../words.ts'

const wasSet = (alert: Alert) =>
  alert.stopped === null
    ? mrkdwn`${isPersonal(alert) ? 'You have' : 'This channel has'} an alert for *${alert.postcode}* already`
    : mrkdwn`${isPersonal(alert) ? 'You had' : 'This channel had'} an alert for *${alert.postcode}*, which has ended`

/** A channel has one alert a place. Stands above the form that changes it. */
export const knownMessage = (alert: Alert): Message => {
  const state = alert.stopped === null ? 'already' : 'and has ended'
  const by = isPersonal(alert) ? mrkdwn`` : mrkdwn`, set by ${user(alert.setBy)}`
  return {
    text: `There is an alert for ${alert.postcode} ${state}: ${categoriesInWords(alert.categories)}. Saving changes it.`,
    blocks: [
      section(
        mrkdwn`${wasSet(alert)}: ${categoriesInWords(alert.categories)}${by}. Saving changes it to what stands below.`,
      ),
    ],
  }
}
