import { z } from 'zod'

// Of a payload only what the app stands on is looked at: what else Slack sends, or will one day, passes.
// Ids go into keys and rows: Slack's are letters and digits.
const ID = /^[\w.-]{1,64}$/
const id = z.string().regex(ID)
const noId = z.union([id, z.literal('')])
const named = z.looseObject({ id })
// Goes back to Slack in a form, which half of a surrogate pair cannot.
const sendable = z.string().refine((text) => text.isWellFormed())
const inChannel = named.extend({ name: z.string() })
const responseUrl = z.url({ protocol: /^https?$/ })

const choice = z.looseObject({
  selected_option: z.looseObject({ value: z.string().optional() }).nullish(),
  value: z.string().nullish(),
})

const state = z.looseObject({ values: z.record(z.string(), z.record(z.string(), choice)) })

const view = z.looseObject({
  id,
  hash: sendable.optional(),
  team_id: id.nullish(),
  app_installed_team_id: id.nullish(),
  private_metadata: z.string(),
  state: state.optional(),
})

const interaction = z.looseObject({
  type: z.string(),
  api_app_id: id.optional(),
  user: z.looseObject({ id, team_id: id.nullish() }),
  team: named.nullish(),
  enterprise: named.nullish(),
  channel: inChannel.optional(),
  view: view.optional(),
  response_url: z.union([responseUrl, z.literal('')]).optional(),
})

// In a message there is an address to reply to; in a view there is the view.
const press = interaction
  .extend({
    type: z.literal('block_actions'),
    trigger_id: sendable.optional(),
    actions: z.tuple([choice.extend({ action_id: z.string().min(1) })], z.unknown()),
  })
  .refine(({ view, response_url }) => view !== undefined || Boolean(response_url))

const suggestion = interaction.extend({
  type: z.literal('block_suggestion'),
  action_id: z.string(),
  value: z.string(),
})

const submission = interaction.extend({ type: z.literal('view_submission'), view: view.extend({ state }) })

const closing = interaction.extend({ type: z.literal('view_closed'), view })

const shortcut = interaction.extend({
  type: z.literal('shortcut'),
  trigger_id: sendable,
  callback_id: z.string(),
})

const messageShortcut = shortcut.extend({
  type: z.literal('message_action'),
  channel: inChannel,
  message: z.looseObject({
    text: z.string().nullish(),
    thread_ts: sendable.optional(),
    bot_id: z.string().nullish(),
  }),
  response_url: responseUrl,
})

/** A command as Slack sends it; exported for its test alone. */
export const command = z.looseObject({
  api_app_id: id.optional(),
  command: z.string().startsWith('/'),
  text: z.string(),
  team_id: id,
  enterprise_id: noId.optional(),
  user_id: id,
  channel_id: id,
  channel_name: z.string(),
  response_url: responseUrl,
})

const event = z.looseObject({
  type: z.literal('event_callback'),
  api_app_id: id.optional(),
  // An organisation's own events have no team.
  team_id: noId.nullish(),
  enterprise_id: noId.nullish(),
  // Of the first of these Bolt reads where it happened.
  authorizations: z
    .array(z.looseObject({ team_id: noId.nullish(), enterprise_id: noId.nullish() }))
    .nullish(),
  event: z
    .looseObject({
      type: z.string(),
      user: z.union([id, named]).optional(),
      tab: z.string().optional(),
    })
    .refine(({ type, user }) => type !== 'app_home_opened' || typeof user === 'string'),
})

const interactive = z.discriminatedUnion('type', [
  press,
  suggestion,
  submission,
  closing,
  shortcut,
  messageShortcut,
])

/** What the door asks of a payload. */
export type Payload = {
  readonly appId: string | undefined
  /** The workspaces its view names; none where there is no view, or one that names none. */
  readonly viewIn: readonly string[]
  /** The workspaces and the organisation it comes from. */
  readonly from: readonly string[]
}

const ids = (...all: readonly (string | null | undefined)[]): string[] =>
  all.filter((one) => typeof one === 'string')

const ofInteraction = ({
  api_app_id,
  view: seen,
  team,
  user,
  enterprise,
}: z.infer<typeof interaction>): Payload => ({
  appId: api_app_id,
  viewIn: ids(seen?.team_id, seen?.app_installed_team_id),
  from: ids(team?.id, user.team_id, enterprise?.id),
})

const isWith = (body: unknown, field: string): boolean =>
  typeof body === 'object' && body !== null && field in body

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

const isId = (value: unknown): boolean => typeof value === 'string' && ID.test(value)

/**
 * Whether a body is as `command` wants it, without the copy that zod makes of it, which costs as much as the rest of
 * a command's way in. A property test holds the two together.
 */
export const isCommand = (body: unknown): body is z.infer<typeof command> => {
  if (!isRecord(body)) return false
  return (
    (body.api_app_id === undefined || isId(body.api_app_id)) &&
    typeof body.command === 'string' &&
    body.command.startsWith('/') &&
    typeof body.text === 'string' &&
    isId(body.team_id) &&
    (body.enterprise_id === undefined || body.enterprise_id === '' || isId(body.enterprise_id)) &&
    isId(body.user_id) &&
    isId(body.channel_id) &&
    typeof body.channel_name === 'string' &&
    typeof body.response_url === 'string' &&
    /^https?:\/\//.test(body.response_url) &&
    URL.canParse(body.response_url)
  )
}

/** A payload of Slack's as it comes over HTTP or a socket; null for what none of Slack's looks like. */
export const readPayload = (body: unknown): Payload | null => {
  if (isCommand(body)) return { appId: body.api_app_id, viewIn: [], from: [body.team_id] }
  const plain = isWith(body, 'event') ? event : isWith(body, 'command') ? command : null
  const read = plain?.safeParse(body).data
  if (read !== undefined) return { appId: read.api_app_id, viewIn: [], from: ids(read.team_id) }
  if (plain !== null) return null
  const interacted = interactive.safeParse(body).data
  return interacted === undefined ? null : ofInteraction(interacted)
}

/**
 * Whether a payload's view stands where the payload comes from: in the person's workspace, the app's, or their
 * organisation. In a shared channel a view names both. A view that names none is the sender's own.
 */
export const isOfOneWorkspace = ({ viewIn, from }: Payload): boolean =>
  viewIn.length === 0 || viewIn.some((place) => from.includes(place))
