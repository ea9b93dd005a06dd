import { z } from 'zod'

// Only what the app relies on is checked, and none of it is copied on: whatever else Slack sends, or will one day, passes.
// Ids go into keys and rows: Slack's are letters and digits.
export const id = z.string().regex(/^[\w.-]{1,64}$/)
const idOrEmpty = z.union([id, z.literal('')])
/** Of a workspace or an organisation, where there is one. */
export const teamId = idOrEmpty.nullish()
const withId = z.object({ id })
// Sent back to Slack in a form, which cannot carry half of a surrogate pair.
const wellFormed = z.string().refine((text) => text.isWellFormed())
const channel = withId.extend({ name: z.string() })

const option = z.object({ value: z.string().optional() })

const stateValue = z.object({
  selected_option: option.nullish(),
  selected_options: z.array(option).nullish(),
  selected_conversation: id.nullish(),
  selected_date: z.string().nullish(),
  value: z.string().nullish(),
})

/** What a view's fields and menus hold. */
export const viewState = z.object({ values: z.record(z.string(), z.record(z.string(), stateValue)) })

const view = z.object({
  id,
  hash: wellFormed.optional(),
  team_id: id.nullish(),
  app_installed_team_id: id.nullish(),
  private_metadata: z.string(),
  state: viewState.optional(),
})

const interaction = z.object({
  type: z.string(),
  api_app_id: id.optional(),
  user: z.object({ id, team_id: id.nullish() }),
  team: withId.nullish(),
  enterprise: withId.nullish(),
  channel: channel.optional(),
  view: view.optional(),
  response_url: z.string().optional(),
})

// In a message there is an address to reply to; in a view there is the view.
const blockActions = interaction
  .extend({
    type: z.literal('block_actions'),
    trigger_id: wellFormed.optional(),
    actions: z.tuple([stateValue.extend({ action_id: z.string().min(1) })], z.unknown()),
  })
  .refine(({ view, response_url }) => view !== undefined || Boolean(response_url))

const blockSuggestion = interaction.extend({
  type: z.literal('block_suggestion'),
  action_id: z.string(),
  value: z.string(),
})

const viewSubmission = interaction.extend({
  type: z.literal('view_submission'),
  view: view.extend({ state: viewState }),
})

const viewClosed = interaction.extend({ type: z.literal('view_closed'), view })

const shortcut = interaction.extend({
  type: z.literal('shortcut'),
  trigger_id: wellFormed,
  callback_id: z.string(),
})

const messageShortcut = shortcut.extend({
  type: z.literal('message_action'),
  channel,
  message: z.object({
    text: z.string().nullish(),
    thread_ts: wellFormed.optional(),
    bot_id: z.string().nullish(),
  }),
  response_url: z.string().min(1),
})

const anyInteraction = z.discriminatedUnion('type', [
  blockActions,
  blockSuggestion,
  viewSubmission,
  viewClosed,
  shortcut,
  messageShortcut,
])

const command = z.object({
  api_app_id: id.optional(),
  command: z.string().startsWith('/'),
  text: z.string(),
  team_id: id,
  enterprise_id: idOrEmpty.optional(),
  user_id: id,
  channel_id: id,
  channel_name: z.string(),
  response_url: z.string().min(1),
})

/** What surrounds an event and says whose it is: docs.slack.dev/apis/events-api, "Callback field overview". */
export const eventBody = z.object({
  // An organisation's own events have no team.
  team_id: teamId,
  enterprise_id: teamId,
  // Bolt reads from the first of these where the event happened.
  authorizations: z
    .array(
      z.object({
        team_id: teamId,
        enterprise_id: teamId,
        // Only questions read these two: no other event is refused for them.
        user_id: id.nullish().catch(null),
        is_bot: z.boolean().nullish().catch(null),
        is_enterprise_install: z.boolean().nullish(),
      }),
    )
    .nullish(),
})

export type EventBody = z.infer<typeof eventBody>

const event = eventBody.extend({
  type: z.literal('event_callback'),
  api_app_id: id.optional(),
  event: z
    .object({
      type: z.string(),
      user: z.union([id, withId]).optional(),
      tab: z.string().optional(),
    })
    .refine(({ type, user }) => type !== 'app_home_opened' || typeof user === 'string'),
})

/** What of a payload decides whether a listener may see it. */
export type Payload = {
  readonly appId: string | undefined
  /** The workspaces its view names; none where there is no view, or one that names none. */
  readonly viewTeams: readonly string[]
  /** The workspaces and the organisation it comes from. */
  readonly senderTeams: readonly string[]
  /** Where it asks to be answered; undefined or '' where nowhere. */
  readonly responseUrl: string | undefined
}

const ids = (...all: readonly (string | null | undefined)[]): string[] =>
  all.filter((one) => typeof one === 'string')

const readInteraction = (body: unknown): Payload | null => {
  const read = anyInteraction.safeParse(body)
  if (!read.success) return null
  const { api_app_id, view: shown, team, user, enterprise, response_url } = read.data
  return {
    appId: api_app_id,
    viewTeams: ids(shown?.team_id, shown?.app_installed_team_id),
    senderTeams: ids(team?.id, user.team_id, enterprise?.id),
    responseUrl: response_url,
  }
}

/** Reads a payload as it comes over HTTP or a socket; null for what does not look like one of Slack's. */
export const readPayload = (body: unknown): Payload | null => {
  if (typeof body !== 'object' || body === null) return null
  if ('event' in body) {
    const read = event.safeParse(body).data
    if (read === undefined) return null
    return { appId: read.api_app_id, viewTeams: [], senderTeams: ids(read.team_id), responseUrl: undefined }
  }
  if ('command' in body) {
    const read = command.safeParse(body).data
    if (read === undefined) return null
    const { api_app_id: appId, team_id, response_url: responseUrl } = read
    return { appId, viewTeams: [], senderTeams: [team_id], responseUrl }
  }
  return readInteraction(body)
}

/**
 * Whether a payload's view belongs where the payload comes from: the person's workspace, the app's, or their
 * organisation. In a shared channel a view names both. A view that names none is the sender's own.
 */
export const isOfSender = ({ viewTeams, senderTeams }: Payload): boolean =>
  viewTeams.length === 0 || viewTeams.some((team) => senderTeams.includes(team))
