import type { RichTextElement } from '@slack/types'
import { actions, code, context, type Message, paragraph, section, span } from '../../../slack/ui/blocks.ts'
import { button } from '../../../slack/ui/elements.ts'
import { mrkdwn } from '../../../slack/ui/mrkdwn.ts'
import { textOf } from '../../../slack/ui/notice.ts'
import type { CannotPostReason } from '../../../slack/web-api/slack-error.ts'
import { actOnAlert } from '../actions.ts'
import { type Alert, isPersonal } from '../alert.ts'
import { categoriesInWords, recipientLink } from '../format.ts'

/** Why an alert ended, and what can be done. */
type Reason = { readonly why: string; readonly next: readonly RichTextElement[] }

const INVITE = [
  span('Invite the app there with '),
  code('/invite @Street Crime'),
  span(', then bring the alert back.'),
]

const REASONS: Readonly<Record<CannotPostReason, Reason>> = {
  archived: {
    why: 'the channel is archived',
    next: [span('If it is unarchived, the alert can be brought back.')],
  },
  'channel-gone': { why: 'the channel is gone, or the app cannot see it any more', next: INVITE },
  'not-in-channel': { why: 'the app is not in the channel any more', next: INVITE },
  'may-not-post': {
    why: 'Slack does not let the app post there any more',
    next: [span('Whoever manages the channel can allow it. Then bring the alert back.')],
  },
  'app-removed': {
    why: 'the app was removed from the workspace',
    next: [span('Once it is installed again, bring the alert back.')],
  },
}

// The app cannot be invited to a conversation with a person.
const TO_PERSON: Reason = {
  why: 'Slack does not let the app write to you any more',
  next: [span('Once it does, bring the alert back.')],
}

const reasonOf = (alert: Alert, reason: CannotPostReason): Reason =>
  isPersonal(alert) && reason !== 'app-removed' ? TO_PERSON : REASONS[reason]

/** "the channel is archived", for a list. */
export const whyEnded = (alert: Alert, reason: CannotPostReason): string => reasonOf(alert, reason).why

/** For the person who set an alert up: it has ended, since Slack no longer accepts its posts. It can be resumed. */
export const endedMessage = (alert: Alert, reason: CannotPostReason): Message => {
  const { why, next } = reasonOf(alert, reason)
  const what = `alert for ${alert.postcode} (${categoriesInWords(alert.categories)})`
  return {
    text: `Your ${what} has ended: ${why}. ${textOf(next)}`,
    blocks: [
      section(mrkdwn`*The ${what} in ${recipientLink(alert)} has ended*: ${why}.`),
      paragraph(...next),
      ...actions('alert.ended', [
        button('Bring it back', actOnAlert.props({ action: 'resume', id: alert.id }), {
          primary: true,
          label: `Bring the alert for ${alert.postcode} back`,
        }),
      ]),
      context(mrkdwn`What it watches is kept.`),
    ],
  }
}
