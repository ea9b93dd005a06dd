import { actions, code, context, type Message, paragraph, section, words } from '../../../slack/ui/blocks.ts'
import { button } from '../../../slack/ui/elements.ts'
import { mrkdwn } from '../../../slack/ui/mrkdwn.ts'
import type { StopReason } from '../../../slack/web-api/permanent-errors.ts'
import { actOnAlert } from '../actions.ts'
import type { Alert } from '../alert.ts'
import { categoriesInWords, isPersonal, toldIn } from '../format.ts'

type Reason = { readonly why: string; readonly next: string }

const INVITE = 'Invite the app there with /invite @Street Crime, then bring the alert back.'

/** Why it ended, and what would have to change. */
const REASONS = {
  archived: {
    why: 'the channel is archived',
    next: 'If it is unarchived, the alert can be brought back.',
  },
  'channel-gone': { why: 'the channel is gone, or the app cannot see it any more', next: INVITE },
  'not-in-channel': { why: 'the app is not in the channel any more', next: INVITE },
  'may-not-post': {
    why: 'Slack does not let the app post there any more',
    next: 'Whoever manages the channel can allow it. Then bring the alert back.',
  },
  'app-removed': {
    why: 'the app was removed from the workspace',
    next: 'Once it is installed again, bring the alert back.',
  },
} satisfies Record<StopReason, Reason>

// A person has no channel to be invited to.
const OF_A_PERSON: Reason = {
  why: 'Slack does not let the app write to you any more',
  next: 'Once it does, bring the alert back.',
}

const reasonOf = (alert: Alert, reason: StopReason): Reason =>
  isPersonal(alert) && reason !== 'app-removed' ? OF_A_PERSON : REASONS[reason]

/** "the channel is archived", for a list. */
export const whyEnded = (alert: Alert, reason: StopReason): string => reasonOf(alert, reason).why

const withCode = (next: string) => {
  const [before = '', after] = next.split('/invite @Street Crime')
  return after === undefined ? [words(next)] : [words(before), code('/invite @Street Crime'), words(after)]
}

/** Told once to the person who set an alert up, when Slack takes no more of its posts. Its filters are kept. */
export const endedMessage = (alert: Alert, reason: StopReason): Message => {
  const { why, next } = reasonOf(alert, reason)
  const what = `alert for ${alert.postcode} (${categoriesInWords(alert.categories)})`
  return {
    text: `Your ${what} has ended: ${why}. ${next}`,
    blocks: [
      section(mrkdwn`*The ${what} in ${toldIn(alert)} has ended*: ${why}.`),
      paragraph(...withCode(next)),
      ...actions('alert.ended', [
        button('Bring it back', actOnAlert.press({ deed: 'resume', id: alert.id }), {
          primary: true,
          label: `Bring the alert for ${alert.postcode} back`,
        }),
      ]),
      context(mrkdwn`What it watches is kept.`),
    ],
  }
}
