import { z } from 'zod'
import type { Interaction } from '../../slack/identity.ts'
import { eventBody, id, teamId } from '../../slack/transport/payload-schema.ts'
import { threadOf } from '../../slack/web-api/response-url.ts'

/** A message to the app: a mention of it, or one in its conversation with a person. */
export type Question = {
  readonly eventId: string
  readonly isDirect: boolean
  /** Without the mention of the app. */
  readonly text: string
  readonly channelId: string
  /** The first message of the thread it stands in; null in the channel itself. */
  readonly thread: string | null
  /** Who asks, and in which workspace the app was asked. */
  readonly from: Interaction
}

const ts = z.string().regex(/^\d{1,20}\.\d{1,20}$/)

// docs.slack.dev/reference/events/app_mention and /message.im
const body = eventBody.extend({
  event_id: id,
  event: z.object({
    type: z.enum(['app_mention', 'message']),
    channel: id,
    channel_type: z.string().nullish(),
    user: id,
    user_team: teamId,
    team: teamId,
    text: z.string(),
    ts,
    thread_ts: ts.nullish(),
    subtype: z.string().nullish(),
    bot_id: z.string().nullish(),
    edited: z.object({}).nullish(),
  }),
})

type Body = z.infer<typeof body>

// A message with a file, and one of a thread that is sent to the conversation too. Other subtypes are edits, deletions and
// what Slack says by itself: docs.slack.dev/reference/events/message
const TYPED_SUBTYPES = ['file_share', 'thread_broadcast']

const isTyped = ({ event: { type, channel_type, subtype, bot_id, edited } }: Body): boolean =>
  (subtype == null || TYPED_SUBTYPES.includes(subtype)) &&
  bot_id == null &&
  edited == null &&
  (type === 'app_mention' || channel_type === 'im')

const fromOf = ({ team_id, enterprise_id, authorizations, event }: Body): Interaction => {
  const [authorization] = authorizations ?? []
  // Null where a whole organisation has the app.
  const team = authorization?.team_id || team_id || ''
  // Of a shared channel the wrapper names the organisation that shared it: github.com/slackapi/bolt-js/issues/687
  const enterprise = authorization?.enterprise_id === undefined ? enterprise_id : authorization.enterprise_id
  const home = event.user_team || event.team
  return {
    user: { id: event.user, ...(home ? { team_id: home } : {}) },
    team: { id: team },
    enterprise: enterprise ? { id: enterprise } : null,
    is_enterprise_install: authorization?.is_enterprise_install === true,
  }
}

const withoutMention = (text: string, appUser: string | undefined): string =>
  text.replace(
    appUser === undefined ? /<@[A-Z0-9]+(?:\|[^<>]*)?>/u : new RegExp(`<@${appUser}(?:\\|[^<>]*)?>`, 'gu'),
    ' ',
  )

/**
 * Reads an event of Slack's; null for what no person has typed to the app: edits, messages of apps, its own. The app's
 * user stands in the event, or is `appUserId`.
 */
export const readQuestion = (given: unknown, appUserId?: string): Question | null => {
  const read = body.safeParse(given)
  if (!read.success || !isTyped(read.data)) return null
  const { event, event_id: eventId, authorizations } = read.data
  const authorized = authorizations?.find(({ is_bot }) => is_bot === true)?.user_id
  const appUser = appUserId ?? authorized ?? undefined
  if (event.user === appUser) return null
  return {
    eventId,
    isDirect: event.type === 'message',
    text: withoutMention(event.text, appUser),
    channelId: event.channel,
    thread: threadOf(event),
    from: fromOf(read.data),
  }
}
