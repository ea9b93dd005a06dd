import type { RichTextElement } from '@slack/types'
import { placeInWords } from '../../../crime/postcode.ts'
import { actions, code, context, type Message, paragraph, section, span } from '../../../slack/ui/blocks.ts'
import { button } from '../../../slack/ui/elements.ts'
import { escapeText, literal, mrkdwn } from '../../../slack/ui/mrkdwn.ts'
import { textOf } from '../../../slack/ui/notice.ts'
import type { CannotPostReason } from '../../../slack/web-api/slack-error.ts'
import { actOnAlert } from '../actions.ts'
import { type Alert, isPersonal } from '../alert.ts'
import { coverageInWords, placesInWords, recipientLink } from '../format.ts'

/** Why an alert ended, and what can be done. */
type Reason = { readonly why: string; readonly next: readonly RichTextElement[] }

const INVITE = [
  span('Invite the app there with '),
  code('/invite @Street Crime'),
  span(', then restart the alert.'),
]

const REASONS: Readonly<Record<CannotPostReason, Reason>> = {
  archived: {
    why: 'the channel is archived',
    next: [span('If it’s unarchived, you can restart the alert.')],
  },
  'channel-gone': { why: 'the channel has gone, or the app can’t see it any more', next: INVITE },
  'not-in-channel': { why: 'Street Crime isn’t in the channel any more', next: INVITE },
  'may-not-post': {
    why: 'Slack no longer lets Street Crime post there',
    next: [span('Ask whoever manages the channel to allow it, then restart the alert.')],
  },
  'app-removed': {
    why: 'the app was removed from the workspace',
    next: [span('Once it’s installed again, restart the alert.')],
  },
}

// The app cannot be invited to a conversation with a person.
const TO_PERSON: Reason = {
  why: 'Slack no longer lets Street Crime message you',
  next: [span('Ask whoever manages the workspace to allow it, then restart the alert.')],
}

const reasonOf = (alert: Alert, reason: CannotPostReason): Reason =>
  isPersonal(alert) && reason !== 'app-removed' ? TO_PERSON : REASONS[reason]

/** "the channel is archived", for a list. */
export const whyEnded = (alert: Alert, reason: CannotPostReason): string => reasonOf(alert, reason).why

/** For the person who set alerts of a channel up: they have ended, since Slack no longer accepts their posts. */
export const endedMessage = (alerts: readonly Alert[], reason: CannotPostReason): Message => {
  const [alert, ...others] = alerts
  if (alert === undefined) throw new TypeError('no alert has ended')
  const { why, next } = reasonOf(alert, reason)
  const isOne = others.length === 0
  const what = isOne
    ? `alert for ${placeInWords(alert)} (${coverageInWords(alert)})`
    : `alerts for ${placesInWords(alerts)}`
  const have = isOne ? 'has ended' : 'have ended'
  const restart = button('Restart alert', actOnAlert.props({ action: 'resume', id: alert.id }), {
    primary: true,
    label: `Restart the alert for ${placeInWords(alert)}`,
  })
  return {
    text: escapeText(`Your ${what} ${have}: ${why}. ${textOf(next)}`),
    blocks: [
      section(mrkdwn`*The ${literal(what)} in ${recipientLink(alert)} ${have}*: ${why}.`),
      paragraph(...next),
      ...(isOne ? actions('alert.ended', [restart]) : []),
      context(
        isOne ? mrkdwn`Its settings are kept.` : mrkdwn`Their settings are kept. Restart them on Home.`,
      ),
    ],
  }
}
