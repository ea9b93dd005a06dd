import { isKnownCategory } from '../../crime/category.ts'
import { isDay } from '../../crime/dates.ts'
import { parsePostcode } from '../../crime/postcode.ts'
import { defineAction } from '../../slack/ui/elements.ts'
import type { AlertChoice, Attempt } from './alert.ts'

/** The form of an alert's id in a button's value or a modal's metadata. */
export const ALERT_ID = /^[A-Za-z0-9-]{1,40}$/
const CONVERSATION = /^[CGUW][A-Z0-9]{1,20}$/

const fixedWord = (id: string, word: string) =>
  defineAction<string>(
    id,
    (value) => value,
    (text) => (text === word ? text : null),
  )

/** Lists the alerts of the button's conversation. */
export const manageAlerts = fixedWord('alerts.list', 'here')

/** Opens an empty form for the button's conversation. */
export const addAlert = fixedWord('alert.add', 'here')

const ALERT_ACTIONS = ['edit', 'pause', 'resume', 'stop'] as const

/** What can be done with an alert of a list. */
export type AlertAction = (typeof ALERT_ACTIONS)[number]

/** An action on one alert: "stop 7f3a…". The handler checks whether the person may change the alert. */
export const actOnAlert = defineAction<{ readonly action: AlertAction; readonly id: string }>(
  'alert.act',
  ({ action, id }) => `${action} ${id}`,
  (text) => {
    const [name, id = '', ...rest] = text.split(' ')
    const action = ALERT_ACTIONS.find((known) => known === name)
    return action !== undefined && rest.length === 0 && ALERT_ID.test(id) ? { action, id } : null
  },
)

const areCategories = (slugs: readonly string[]): boolean =>
  slugs.every(isKnownCategory) && new Set(slugs).size === slugs.length

const packChoice = (choice: AlertChoice): string =>
  [
    choice.channelId,
    choice.postcode,
    choice.categories.join(','),
    choice.inThread ? 'thread' : 'line',
    choice.pausedUntil ?? '',
  ].join(';')

const unpackChoice = (text: string): AlertChoice | null => {
  const parts = text.split(';')
  const [channelId = '', typed = '', slugs = '', thread = '', day = ''] = parts
  const postcode = parsePostcode(typed)
  const categories = slugs === '' ? [] : slugs.split(',')
  if (parts.length !== 5 || !CONVERSATION.test(channelId)) return null
  if (!postcode.ok || postcode.value !== typed || !areCategories(categories)) return null
  if ((thread !== 'thread' && thread !== 'line') || (day !== '' && !isDay(day))) return null
  return {
    channelId,
    postcode: postcode.value,
    categories,
    inThread: thread === 'thread',
    pausedUntil: day === '' ? null : day,
  }
}

const pack = ({ id, choice }: Attempt): string => `${id ?? 'new'};${packChoice(choice)}`

const unpack = (text: string): Attempt | null => {
  const [, id = '', rest = ''] = /^([^;]*);(.*)$/.exec(text) ?? []
  const choice = unpackChoice(rest)
  return choice === null || !ALERT_ID.test(id) ? null : { id: id === 'new' ? null : id, choice }
}

/** Retries setting up or changing an alert: "new;C0123;LE1 1WA;burglary,drugs;thread;2027-01-05". */
export const retryAlert = defineAction<Attempt>('alert.retry', pack, unpack)

/** Sets stopped alerts up again: "C0123;LE1 1WA;burglary;thread;|C0123;B1 1BB;;thread;". */
export const undoStop = defineAction<readonly AlertChoice[]>(
  'alert.undo',
  (choices) => choices.map(packChoice).join('|'),
  (text) => {
    const choices = text.split('|').map(unpackChoice)
    return choices.every((choice) => choice !== null) ? choices : null
  },
)
