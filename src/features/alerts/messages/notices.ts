import type { Postcode } from '../../../crime/postcode.ts'
import { code, type Message, span } from '../../../slack/ui/blocks.ts'
import { count } from '../../../slack/ui/format.ts'
import { type Notice, notice } from '../../../slack/ui/notice.ts'
import { MAX_IN_CHANNEL, MAX_IN_WORKSPACE } from '../alert.ts'

const either = (places: readonly string[]): string =>
  places.length < 2 ? (places[0] ?? '') : `${places.slice(0, -1).join(', ')} or ${places.at(-1)}`

/** The database is unavailable; everything else works. */
export const alertsUnavailable = (): Message =>
  notice({
    happened: 'Alerts aren’t available at the moment.',
    next: [span('Try again in a few minutes. You can still look up a postcode.')],
  })

/** For an alert that was stopped, or that the person may not see: the same words, so that they reveal nothing. */
export const alertGone = (): Message =>
  notice({
    happened: 'That alert no longer exists.',
    next: [
      span('What is stopped can be put back for an hour. To see a channel’s alerts, type '),
      code('/crime alerts'),
      span(' there.'),
    ],
  })

/** Nothing to stop or to pause: the conversation has no alert for the places. `prefix` stands before what is typed there. */
export const noAlertFor = (postcodes: readonly Postcode[], prefix = '/crime '): Message =>
  notice({
    happened: `There’s no alert for ${either(postcodes)} here.`,
    next: [span('To see the alerts here, type '), code(`${prefix}alerts`), span('.')],
  })

/** For an external user, in a channel that is shared with another workspace. */
export const externalUserNotice = (): Message =>
  notice({
    happened: 'These alerts belong to another workspace.',
    next: [
      span(
        'Only people there can change them. You can read them, and set up your own if your workspace has Street Crime.',
      ),
    ],
  })

/** No modal could be opened: Slack gives the app three seconds for it. */
export const cannotOpen = (): Message =>
  notice({ happened: 'Slack didn’t open the form in time.', next: [span('Try again.')] })

/** No more alerts fit a channel. */
export const channelFull: Notice = {
  happened: `That channel has ${MAX_IN_CHANNEL} alerts, the most it can have.`,
  next: [span('Type '), code('/crime alerts'), span(' there and stop one first.')],
}

/** No more personal alerts fit. */
export const ownFull: Notice = {
  happened: `You have ${MAX_IN_CHANNEL} alerts of your own, the most you can have.`,
  next: [
    span('Type '),
    code('/crime alerts'),
    span(' in your conversation with Street Crime and stop one first.'),
  ],
}

/** No more alerts fit a workspace. */
export const workspaceFull: Notice = {
  happened: `This workspace has ${count(MAX_IN_WORKSPACE)} alerts, the most it can have.`,
  next: [
    span('Stop one that’s no longer needed first: type '),
    code('/crime alerts'),
    span(' in its channel.'),
  ],
}

/** Shown while the database is queried. */
export const loadingAlerts = (): Message => ({ text: 'Getting the alerts …', blocks: [] })

/** Shown while alerts are set up or put back. */
export const settingUp = (): Message => notice({ happened: 'Setting up …', next: [] })
