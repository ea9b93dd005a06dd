import { isKnownCategory } from '../../crime/category.ts'
import { isDay } from '../../crime/day.ts'
import { parsePostcode } from '../../crime/postcode.ts'
import { defineAction } from '../../slack/ui/typed-action.ts'
import type { AlertChoice } from './alert.ts'

const ALERT_ID = /^[A-Za-z0-9-]{1,40}$/
const CONVERSATION = /^[CGUW][A-Z0-9]{1,20}$/

const word = <Word extends string>(id: string, only: Word) =>
  defineAction<Word>(
    id,
    (value) => value,
    (text) => (text === only ? only : null),
  )

/** Lists the alerts of the conversation in which it is pressed. */
export const manageAlerts = word('alerts.list', 'here')

/** Opens an empty form for the conversation in which it is pressed. */
export const addAlert = word('alert.add', 'here')

/** What can be done with an alert of a list. */
export type AlertAction = 'edit' | 'pause' | 'resume' | 'stop'

/** Does something with one alert: "stop 7f3a…". Whoever presses is checked against the alert itself. */
export const actOnAlert = defineAction<{ readonly deed: AlertAction; readonly id: string }>(
  'alert.act',
  ({ deed, id }) => `${deed} ${id}`,
  (text) => {
    const [, deed, id = ''] = /^(edit|pause|resume|stop) (.+)$/.exec(text) ?? []
    if (deed !== 'edit' && deed !== 'pause' && deed !== 'resume' && deed !== 'stop') return null
    return ALERT_ID.test(id) ? { deed, id } : null
  },
)

/** What is tried again: a choice, and the alert that it changes; null for a new one. */
export type Attempt = { readonly id: string | null; readonly choice: AlertChoice }

const areCategories = (slugs: readonly string[]): boolean =>
  slugs.every(isKnownCategory) && new Set(slugs).size === slugs.length

const pack = ({ id, choice }: Attempt): string =>
  [
    id ?? 'new',
    choice.channelId,
    choice.postcode,
    choice.categories.join(','),
    choice.inThread ? 'thread' : 'line',
    choice.pausedUntil ?? '',
  ].join(';')

const unpack = (text: string): Attempt | null => {
  const parts = text.split(';')
  const [id = '', channelId = '', typed = '', slugs = '', thread = '', day = ''] = parts
  const postcode = parsePostcode(typed)
  const categories = slugs === '' ? [] : slugs.split(',')
  if (parts.length !== 6 || !ALERT_ID.test(id) || !CONVERSATION.test(channelId)) return null
  if (!postcode.ok || postcode.value !== typed || !areCategories(categories)) return null
  if ((thread !== 'thread' && thread !== 'line') || (day !== '' && !isDay(day))) return null
  return {
    id: id === 'new' ? null : id,
    choice: {
      channelId,
      postcode: postcode.value,
      categories,
      inThread: thread === 'thread',
      pausedUntil: day === '' ? null : day,
    },
  }
}

/** Sets an alert up, or changes it, once more: "new;C0123;LE1 1WA;burglary,drugs;thread;2027-01-05". */
export const retryAlert = defineAction<Attempt>('alert.retry', pack, unpack)
