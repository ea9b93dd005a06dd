import { z } from 'zod'
import { confirm, isOffered, optionGroup, plainOption, plainText } from './composition-objects.ts'
import { chars, elementPage, list, unconfirmed, whole } from './rule.ts'

const page = elementPage('select-menu')
const id = z.string().optional()
const ids = z.array(z.string()).optional()

const menu = {
  action_id: chars(255, page, 1).optional(),
  placeholder: plainText(150, page).optional(),
  confirm: confirm.optional(),
  focus_on_load: z.boolean().optional(),
}
const several = { ...menu, max_selected_items: whole(1, 100, elementPage('multi-select-menu')).optional() }
const filter = z.strictObject({
  include: list(z.enum(['im', 'mpim', 'private', 'public']), 4, page).optional(),
  exclude_external_shared_channels: z.boolean().optional(),
  exclude_bot_users: z.boolean().optional(),
})
const conversations = { default_to_current_conversation: z.boolean().optional(), filter: filter.optional() }
const options = {
  options: list(plainOption, 100, page).optional(),
  option_groups: list(optionGroup, 100, page).optional(),
}
// How long a query may have to be, Slack does not say.
const query = { min_query_length: whole(0, 3000, unconfirmed(page)).optional() }
const answer = { response_url_enabled: z.boolean().optional() }

const one = <T extends string, F extends z.ZodRawShape>(type: T, fields: F) =>
  z.strictObject({ type: z.literal(type), ...menu, ...fields })
const many = <T extends string, F extends z.ZodRawShape>(type: T, fields: F) =>
  z.strictObject({ type: z.literal(type), ...several, ...fields })

const eitherOptions = (it: { options?: unknown; option_groups?: unknown }): boolean =>
  (it.options === undefined) !== (it.option_groups === undefined)
const either = { message: 'either options or option_groups, not both', params: { source: page } }

const known = { message: 'the initial option must be exactly one of the options', params: { source: page } }

/** Every select and multi-select menu. */
export const menus = [
  one('static_select', { ...options, initial_option: plainOption.optional() })
    .refine(eitherOptions, either)
    .refine((it) => isOffered(it, it.initial_option), known),
  one('external_select', { ...query, initial_option: plainOption.optional() }),
  one('users_select', { initial_user: id }),
  one('conversations_select', { ...conversations, ...answer, initial_conversation: id }),
  one('channels_select', { ...answer, initial_channel: id }),
  many('multi_static_select', { ...options, initial_options: z.array(plainOption).optional() })
    .refine(eitherOptions, either)
    .refine((it) => isOffered(it, it.initial_options), known),
  many('multi_external_select', { ...query, initial_options: z.array(plainOption).optional() }),
  many('multi_users_select', { initial_users: ids }),
  many('multi_conversations_select', { ...conversations, initial_conversations: ids }),
  many('multi_channels_select', { initial_channels: ids }),
] as const
