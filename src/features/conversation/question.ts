import { z } from 'zod'
import { tokensOf } from '../../reading/tokens.ts'
import type { Interaction } from '../../slack/identity.ts'
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

const id = z.string().regex(/^[\w.-]{1,64}$/)
const ts = z.string().regex(/^\d{1,20}\.\d{1,20}$/)
const teamId = z.union([id, z.literal('')]).nullish()

// docs.slack.dev/reference/events/app_mention and /message.im; the wrapper: docs.slack.dev/apis/events-api
const body = z.object({
  event_id: id,
  team_id: teamId,
  enterprise_id: teamId,
  authorizations: z
    .array(
      z.object({
        team_id: teamId,
        enterprise_id: teamId,
        user_id: id.nullish(),
        is_bot: z.boolean().nullish(),
        is_enterprise_install: z.boolean().nullish(),
      }),
    )
    .nullish(),
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

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '))

const THANKS = words(
  'thank thanks thx ty ta cheers great perfect brilliant lovely nice cool awesome excellent good ok okay bye goodbye noted got gotcha',
)
const BESIDE_THANKS = words(
  // "<3" is a heart.
  'you very much so many a lot thats again all helpful useful really for now and mate no it 3',
)
const GREETINGS = words('hello hi hey hiya howdy morning afternoon evening start')
const BESIDE_GREETING = words('good there street crime everyone all team to you')

// What is longer is neither thanks nor a greeting, and is not read twice.
const MAX_LENGTH = 200

/** The words of a short text; null for a longer one. */
const wordsOf = (text: string): readonly string[] | null =>
  text.length > MAX_LENGTH
    ? null
    : tokensOf(text.replace(/\bfor (?:all )?(?:your |the )?help\b/giu, '')).flatMap((token) =>
        token.kind === 'word' ? [token.key] : [],
      )

const areAll = (text: string, meant: ReadonlySet<string>, beside: ReadonlySet<string>): boolean => {
  const typed = wordsOf(text)
  if (typed === null) return false
  return typed.every((word) => meant.has(word) || beside.has(word)) && typed.some((word) => meant.has(word))
}

/** Whether a message says thanks or is a smiley, and wants no answer. */
export const isThanks = (text: string): boolean =>
  areAll(text, THANKS, BESIDE_THANKS) ||
  (text.trim() !== '' && wordsOf(text)?.length === 0 && /:[a-z\d_+-]+:|\p{Extended_Pictographic}/u.test(text))

/** Whether a message is a greeting, or empty. */
export const isGreeting = (text: string): boolean =>
  areAll(text, GREETINGS, BESIDE_GREETING) || wordsOf(text)?.length === 0
