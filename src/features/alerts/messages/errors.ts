import type { Postcode } from '../../../crime/postcode.ts'
import { ALL_CATEGORIES, noPlaceMessage } from '../../../reading/messages.ts'
import type { Reading } from '../../../reading/reading.ts'
import type { Remark } from '../../../reading/remarks.ts'
import { alertHere } from '../../../report/actions.ts'
import { nameInText } from '../../../report/breakdowns.ts'
import { code, type Message, span } from '../../../slack/ui/blocks.ts'
import { button } from '../../../slack/ui/elements.ts'
import { count, list } from '../../../slack/ui/format.ts'
import { type Notice, notice, quoted } from '../../../slack/ui/notice.ts'
import { addAlert, setUpHere } from '../actions.ts'
import type { SetUp } from '../alert.ts'
import { MAX_IN_CHANNEL, MAX_IN_WORKSPACE } from '../limits.ts'

type FullKind = NonNullable<SetUp['full']>

/** The database is unavailable; everything else works. */
export const alertsUnavailable = (): Message =>
  notice({
    happened: 'Alerts aren’t available at the moment.',
    next: [span('Try again in a few minutes. You can still look up a postcode.')],
  })

/** For an alert that was stopped, or that the person may not see: the same words, so that they reveal nothing. */
export const alertGone = (happened = 'That alert no longer exists.'): Message =>
  notice({
    happened,
    next: [
      span('What is stopped can be put back for an hour. To see a channel’s alerts, type '),
      code('/crime alerts'),
      span(' there.'),
    ],
  })

/** Nothing to stop or to pause: the conversation has no alert for the places. `prefix` stands before what is typed there. */
export const noAlertFor = (postcodes: readonly Postcode[], prefix = '/crime '): Message =>
  notice({
    happened: `There’s no alert for ${list(postcodes, 'or')} here.`,
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

/** For a modal that another version opened and this one cannot read. */
export const STALE_FORM: Notice = {
  happened: 'This form is from an older version of Street Crime, so nothing has changed.',
  next: [span('Open it again.')],
}

/** No more alerts fit. */
export const fullNotice = (full: FullKind, personal: boolean): Notice => {
  const inOne = personal
    ? [`You have ${MAX_IN_CHANNEL} alerts of your own`, 'in your conversation with Street Crime']
    : [`The channel has ${MAX_IN_CHANNEL} alerts`, 'there']
  const inAll = [`This workspace has ${count(MAX_IN_WORKSPACE)} alerts`, 'in one of its channels']
  const [what, where] = full === 'workspace-full' ? inAll : inOne
  return {
    happened: `${what}, the most possible.`,
    next: [span('Type '), code('/crime alerts'), span(` ${where} and stop one first.`)],
  }
}

/** Shown while the database is queried. */
export const loadingAlerts = (): Message => ({ text: 'Getting the alerts …', blocks: [] })

/** Shown while alerts are set up or put back. */
export const settingUp = (): Message => notice({ happened: 'Setting up …', next: [] })

/** No postcode for an alert was named, and a message opens no form: its button does. */
export const whichPlace = (prefix: string): Message =>
  notice({
    happened: 'Which place?',
    next: [span('Add a full postcode, such as '), code(`${prefix}alert LE1 1WA`), span(', or use the form.')],
    buttons: [button('Set up alert', addAlert.props('here'))],
  })

/** No postcode for an alert was named; the button of a slip sets it up. */
export const noPlaceForAlert = (reading: Reading, prefix = '/crime '): Message =>
  noPlaceMessage(reading, `${prefix}alert `, (postcode) =>
    button(`Set up alert for ${postcode}`, setUpHere.props({ postcode, categories: reading.categories })),
  )

/** Words beside the postcodes that may be meant as categories; one place's form has the categories to choose. */
const unclearCategories = ([postcode, ...others]: readonly Postcode[], remark: Remark): Message => {
  const meant = remark.kind === 'category-slip' ? `Did you mean ${nameInText(remark.slug)}?` : ALL_CATEGORIES
  const isOne = postcode !== undefined && others.length === 0
  return notice({
    happened: `${quoted(remark.text)} isn’t a category.`,
    next: [span(isOne ? meant : `${meant} Nothing has been set up: send the line again.`)],
    buttons: isOne ? [button('Choose categories', alertHere.props({ postcode, categories: [] }))] : [],
  })
}

/** What cannot be set up as it was typed, and the next step; null where it can. */
export const alertParseError = (reading: Reading, prefix = '/crime '): Message | null => {
  if (reading.postcodes.length === 0) return noPlaceForAlert(reading, prefix)
  // An alert posts to a whole channel: what was meant is asked first.
  const unclear = reading.remarks.find(({ kind }) => kind === 'category-slip' || kind === 'not-understood')
  return unclear === undefined ? null : unclearCategories(reading.postcodes, unclear)
}
