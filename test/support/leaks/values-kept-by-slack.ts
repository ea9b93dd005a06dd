import type { Exchange } from '../../../playground/slack/slack.ts'
import { CATEGORIES } from '../../../src/crime/category.ts'
import { OUTCOME_GROUPS } from '../../../src/crime/outcome.ts'

/** Something that Slack keeps for the app and gives back: a value with its action, a private_metadata, an id. */
export type Kept = { readonly what: string; readonly value: string }

const PLACE = '[A-Z]{1,2}\\d[A-Z\\d]? \\d[A-Z]{2}'
const CATEGORY = CATEGORIES.map(({ slug }) => slug).join('|')
const OUTCOME = OUTCOME_GROUPS.map(({ group }) => group).join('|')

const QUERY = `${PLACE}(;(${CATEGORY}))*`
const PLACES = `${PLACE}(;${PLACE}){0,3}(;(${CATEGORY}))*`
// An option in the menu of places may carry the police's id of a street.
const PLACE_VALUE = 'all|none|-?\\d{1,16}'
const PAGE = '[1-9]\\d{0,3}'

const ALERT_ID = '[A-Za-z0-9-]{1,40}'
const DAY = '\\d{4}-\\d\\d-\\d\\d'
const CHANNEL = '[CG][A-Z0-9]+'

/** What each action may carry, number behind its id aside. An action that is not here may carry nothing. */
export const MAY_CARRY: Readonly<Record<string, string>> = {
  'report.share': QUERY,
  'report.retry': QUERY,
  'report.all': QUERY,
  'report.more': `(chart|text) ${QUERY}`,
  'chart.share': QUERY,
  'chart.retry': QUERY,
  'text.retry': QUERY,
  'report.open': QUERY,
  'compare.share': PLACES,
  'compare.retry': PLACES,
  'compare.more': `(chart|text) ${PLACES}`,
  'compare.chart.share': PLACES,
  'place.save-all': PLACES,
  'compare.open': PLACES,
  'conversation.share': PLACES,
  'ask.retry': QUERY,
  'ask.browse': QUERY,
  'incidents.open': QUERY,
  'incidents.retry': QUERY,
  'place.save': PLACE,
  'alert.here': QUERY,
  'alert.add': 'here',
  'alerts.list': 'here',
  'alert.act': `(edit|pause|resume|stop) ${ALERT_ID}`,
  'alert.retry': `(set-up|bring-back) ${ALERT_ID}|change ${ALERT_ID} ${ALERT_ID}`,
  'alert.set-up': QUERY,
  'alert.saved': 'all',
  'alert.open': ALERT_ID,
  'alert.more-places': '[1-9]',
  'alerts.page': PAGE,
  'alert.categories': CATEGORY,
  'alert.thread': 'thread',
  'saved.show': PLACE,
  'saved.undo': `${PLACE};\\d{1,2}`,
  'saved.delete-all': `${PLACE}(,${PLACE})*`,
  'home.place': PLACE,
  'home.retry': PLACE,
  'home.add': PLACE,
  'home.remove': PLACE,
  'home.undo-remove': `${PLACE};\\d{1,2}`,
  'home.places.next': '\\d+',
  'home.places.previous': '\\d+',
  'home.section.next': PAGE,
  'home.section.previous': PAGE,
  'home.order': `(up|down|remove) ${PLACE}`,
  'home.look-up': 'look-up',
  'home.chosen': PLACE,
  'home.compare': 'compare',
  'home.compare-again': 'again',
  'home.back': 'back',
  'home.edit': 'edit',
  'home.done': 'done',
  ...Object.fromEntries(
    ['incidents', 'home'].flatMap((surface) => [
      [`${surface}.category`, `all|unlisted|several|${CATEGORY}`],
      [`${surface}.outcome`, `all|${OUTCOME}`],
      // The chosen place, which its menu shows.
      [`${surface}.street`, PLACE_VALUE],
      [`${surface}.row`, 'none|#\\d{1,4}'],
      [`${surface}.group`, 'show'],
      [`${surface}.list`, 'show'],
      [`${surface}.next`, PAGE],
      [`${surface}.previous`, PAGE],
    ]),
  ),
}

const BROWSED = `\\{("postcode":"${PLACE}",("category":"(unlisted|several|${CATEGORY})",)?("several":\\[("(${CATEGORY})",?)+\\],)?("outcome":"(${OUTCOME})",)?("listed":true,)?"page":${PAGE},?)?("editing":(true|false)(,"placesPage":${PAGE})?(,"sectionPage":${PAGE})?(,"compared":\\[("${PLACE}",?){2,4}\\])?(,"comparedCategories":\\[("(${CATEGORY})",?)+\\])?)?\\}`
// A modal of alerts: the alert it is about, whether it is the person's own, the Home behind it, how often its texts were
// replaced, and the place of an alert that is paused.
const MODAL = `\\{"id":(null|"${ALERT_ID}"),"personal":(true|false),"home":(null|${BROWSED}),"revision":\\d,"pausing":(null|"${PLACE}")\\}`
const METADATA = `${BROWSED}|${MODAL}`
const ID = '[a-z]+([.:-][a-z]+)*(\\.r\\d)?(\\.\\d{1,2})?'

const GRAMMAR: Readonly<Record<string, string>> = {
  private_metadata: METADATA,
  action_id: ID,
  // The menus of incidents end with when they were drawn, in ms, and the oldest and newest month of their figures.
  block_id: `${ID}|(incidents|home)\\.filters\\.\\d{13}(\\.\\d{4}-\\d\\d){1,2}`,
  callback_id: 'incidents|home|text|ask|alert.form',
  // What a form starts with: a place, its name, a number, a channel, a day.
  initial_value: `${PLACE}( Head office)?|Head office|nowhere|\\d+`,
  initial_conversation: CHANNEL,
  initial_date: DAY,
  suggested: PLACE_VALUE,
}

/** Whether the app may leave this with Slack. */
export const isAllowed = ({ what, value }: Kept): boolean => {
  const grammar = GRAMMAR[what] ?? MAY_CARRY[what.replace(/\.\d+$/, '')]
  return grammar !== undefined && new RegExp(`^(${grammar})$`).test(value)
}

const KEPT = [
  'private_metadata',
  'action_id',
  'block_id',
  'callback_id',
  'external_id',
  'initial_value',
  'initial_conversation',
  'initial_date',
]

const opened = (text: string): unknown => {
  if (!/^[[{]/.test(text)) return null
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const walk = (value: unknown, action: string): Kept[] => {
  if (typeof value === 'string') return walk(opened(value), action)
  if (Array.isArray(value)) return value.flatMap((one) => walk(one, action))
  if (typeof value !== 'object' || value === null) return []
  const within = 'action_id' in value ? String(value.action_id) : action
  return Object.entries(value).flatMap(([key, part]): Kept[] => {
    // Views without anything to remember have an empty private_metadata.
    if (KEPT.includes(key)) return part === '' ? [] : [{ what: key, value: String(part) }]
    if (key === 'value' && typeof part === 'string') return [{ what: within, value: part }]
    // Slack keeps a message's metadata for the app too: there is none.
    if (key === 'metadata' && part !== undefined) return [{ what: key, value: JSON.stringify(part) }]
    return walk(part, within)
  })
}

// The SDK sends a call's arguments as a form, each that is no text as JSON.
const sentIn = (body: unknown): unknown =>
  typeof body === 'string' && opened(body) === null ? Object.fromEntries(new URLSearchParams(body)) : body

/** All that the app left with Slack, in what it sent and in what it answered. */
export const keptIn = ({ direction, what, request, response }: Exchange): Kept[] => {
  if (direction === 'from app') return walk(sentIn(request.body), '')
  if (what !== 'block_suggestion') return walk(response.body, '')
  const ofAlerts = JSON.stringify(request.body).includes('alert.open')
  return walk(response.body, ofAlerts ? 'alert.open' : 'suggested')
}
