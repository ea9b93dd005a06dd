import { type Message, section } from '../../../slack/ui/blocks.ts'
import { mrkdwn, user } from '../../../slack/ui/mrkdwn.ts'
import type { Alert } from '../alert.ts'
import { categoriesInWords, isPersonal } from '../format.ts'

/** Where it is said: above the form that changes the alert, or with a button that opens that form. */
export type AlreadyExistsIn = 'form' | 'message'

/** A channel has one alert a place. In a form, what stands there is what saving makes of it. */
export const alreadyExistsMessage = (alert: Alert, at: AlreadyExistsIn): Message => {
  const ended = alert.stopped !== null
  const has = `${isPersonal(alert) ? 'You' : 'This channel'} ${ended ? 'had' : isPersonal(alert) ? 'have' : 'has'}`
  const state = ended ? ', which has ended' : ' already'
  const what = categoriesInWords(alert.categories)
  const by = isPersonal(alert) ? mrkdwn`` : mrkdwn`, set by ${user(alert.setBy)}`
  const next = at === 'form' ? ' Saving changes it to what stands below.' : ''
  return {
    text: `${has} an alert for ${alert.postcode}${state}: ${what}.${next}`,
    blocks: [section(mrkdwn`${has} an alert for *${alert.postcode}*${state}: ${what}${by}.${next}`)],
  }
}
