import { App } from '@slack/bolt'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { signatureHeaders } from '../../../playground/slack/signature.ts'
import type { Exchange } from '../../../playground/slack/slack.ts'
import { alertSteps } from '../../support/app/alert-actions.ts'
import { viewActions } from '../../support/app/view-actions.ts'
import { PLANTED_BODY } from '../../support/leaks/planted-body.ts'
import { useEveryFeature } from '../../support/leaks/use-every-feature.ts'
import { priya, type Running, SECRETS, startStreetCrime } from '../../support/street-crime.ts'

const DAY = 24 * 3_600_000

/** What the app listens to, read off while the real app is built. */
const registered = vi.hoisted(() => new Set<string>())
vi.mock('../../../src/slack/block-actions.ts', async (importOriginal) => {
  const original = await importOriginal<typeof import('../../../src/slack/block-actions.ts')>()
  return {
    ...original,
    createBlockActions: (...given: Parameters<typeof original.createBlockActions>) => {
      const { on } = original.createBlockActions(...given)
      return {
        on: (...added: Parameters<typeof on>) => {
          registered.add(`action ${added[0]}`)
          on(...added)
        },
      }
    },
  }
})

const REFUSALS = [
  'expired_trigger_id',
  'not_found',
  'hash_conflict',
  'invalid_blocks',
  'channel_not_found',
  'account_inactive',
]
const ENDPOINTS = [
  ...['views.open', 'views.update', 'views.publish', 'views.push'],
  ...['chat.postMessage', 'chat.postEphemeral', 'response_url'],
]

type Body = Readonly<Record<string, unknown>>

/** What Slack has sent, and for which of the app's listeners it is. */
type Sent = { readonly listener: string; readonly body: Body; readonly isEvent: boolean }

const listenerOf = (payload: Body): string => {
  const { type, actions, action_id, callback_id, view, event, command } = payload
  if (type === 'block_actions') return `action ${Object(actions)[0].action_id.replace(/\.\d+$/, '')}`
  if (type === 'block_suggestion') return `options ${action_id}`
  if (type === 'view_submission') return `view ${Object(view).callback_id}`
  if (type === 'event_callback') return `event ${Object(event).type}`
  return callback_id === undefined ? `command ${command}` : `shortcut ${callback_id}`
}

const readExchange = ({ direction, request }: Exchange): Sent[] => {
  const body: Body = Object(request.body)
  if (direction !== 'to app' || !('payload' in body || 'command' in body || 'event' in body)) return []
  const payload = typeof body.payload === 'string' ? JSON.parse(body.payload) : body
  return [{ listener: listenerOf(payload), body: payload, isEvent: 'event' in body }]
}

// Slack tells the app of its own messages too, which nobody waits for an answer to.
const isOfTheApp = ({ body }: Sent): boolean => 'bot_id' in Object(body.event)

let running: Running
let requests = 0
let replays = 0
/** The last request for each listener. */
const sent = new Map<string, Sent>()

/** What `useEveryFeature` leaves out. */
const useTheRest = async (): Promise<void> => {
  const { ask, slack } = running
  const { user } = priya
  const { given, type } = alertSteps(running)
  const opened = slack.nextView()
  await slack.shortcut({ user, callbackId: 'look_up' })
  await opened
  await slack.closeModal({ user })
  const home = viewActions(running, 'home')
  await home.openHome('Saved places')
  slack.type({ user, actionId: 'home.field', value: 'LE1 1WA' })
  await home.act({ actionId: 'home.look-up' }, 'Street crime near LE1 1WA')
  await home.act({ actionId: 'home.edit' }, 'Saved places')
  const removal = { actionId: 'home.order', value: 'remove LE1 1WA', blockId: 'home.order.0' }
  await home.act(removal, 'Removed LE1 1WA')
  await home.act({ actionId: 'home.undo-remove' }, 'LE1 1WA')
  const deleted = slack.nextEvent((change) => change.kind === 'replaced')
  await slack.press({ ...priya, ts: (await ask('forget')).ts, actionId: 'saved.delete-all' })
  await deleted
  for (const near of ['YO1 7HH', 'B1 1AA']) await given({ near })
  const { ts } = await type('stop YO1 7HH, B1 1AA')
  const restored = slack.nextEvent((change) => change.kind === 'replaced')
  await slack.press({ ...priya, ts, actionId: 'alert.retry' })
  await restored
}

/** Nothing opens the modal any more in which earlier versions asked before they stopped an alert. */
const tryOldModal = (): void => {
  const form = sent.get('view alert.form')
  if (form === undefined) throw new Error('no form was submitted')
  const view = { ...Object(form.body.view), callback_id: 'alert.stop', state: { values: {} } }
  sent.set('view alert.stop', { ...form, listener: 'view alert.stop', body: { ...form.body, view } })
}

beforeAll(async () => {
  const names = ['view', 'options', 'event', 'shortcut'] as const
  const spies = names.map((name) => [name, vi.spyOn(App.prototype, name)] as const)
  running = await startStreetCrime({ slack: { rateLimits: false } })
  for (const [name, spy] of spies)
    for (const [first] of spy.mock.calls) registered.add(`${name} ${Object(first).callback_id ?? first}`)
  running.slack.on((change) => {
    if (change.kind !== 'exchange') return
    for (const one of readExchange(change.exchange)) {
      requests += 1
      if (!isOfTheApp(one)) sent.set(one.listener, one)
    }
  })
  await useEveryFeature(running)
  // Where the police data service was not working it is asked again.
  running.later(DAY)
  running.postcodeArea.respond({ body: PLANTED_BODY })
  await useTheRest()
  await allAnswered()
  tryOldModal()
}, 120_000)
afterAll(() => running.close())

/** Sends the app a request once more: its answer. */
const replay = async ({ body, isEvent }: Sent) => {
  replays += 1
  const form = 'command' in body ? { ...body } : { payload: JSON.stringify(body) }
  const text = isEvent
    ? JSON.stringify({ ...body, event_id: `Ev${replays}` })
    : new URLSearchParams(form as Record<string, string>).toString()
  const type = isEvent ? 'application/json' : 'application/x-www-form-urlencoded'
  const answer = await fetch(`${running.url}/slack/events`, {
    method: 'POST',
    headers: { 'content-type': type, ...signatureHeaders(SECRETS.signingSecret, text, Date.now()) },
    body: text,
  })
  expect(answer.status).toBe(200)
  return answer.text()
}

const isProblem = ({ level }: { readonly level?: unknown }): boolean => level === 'warn' || level === 'error'

/** Whether the operator has read of a problem with a request. */
const isLogged = (request: unknown): boolean =>
  running.logLines().some((line) => line.request === request && isProblem(line))

/** Settles once all that was sent is answered: Slack may send an event of its own between two replays. */
const allAnswered = (): Promise<void> => {
  const answered = () => running.logLines().filter(({ msg }) => msg === 'answered').length
  return vi.waitFor(() => expect(answered()).toBe(requests + replays), { interval: 2, timeout: 20_000 })
}

/**
 * Slack says so of a modal that was closed, or that a later action of the same person has replaced: nobody waits for it.
 * So it is with a Home that somebody has used since they opened it.
 */
const mayBeGone = (error: string, { body, listener }: Sent): boolean =>
  Object(body.view).type === 'modal'
    ? ['not_found', 'hash_conflict'].includes(error)
    : error === 'hash_conflict' && listener === 'event app_home_opened'
// The app was uninstalled: nobody is there who could be told.
const ANSWER_NOBODY = ['event app_uninstalled', 'event tokens_revoked', 'event team_access_revoked']

it('everything that the app listens to is tried here', () => {
  const tried = [...sent.keys(), ...ANSWER_NOBODY].filter((listener) => !listener.startsWith('command'))
  expect(tried.sort()).toEqual([...registered].sort())
  expect(sent.has('command /crime')).toBe(true)
})

it.each(REFUSALS.map((error) => ({ error })))(
  'no listener is silent where Slack answers everything with $error: its ack says something, or the operator reads it',
  async ({ error }) => {
    const { slack } = running
    for (const where of ENDPOINTS) slack.faults.set({ where, what: 'error', error })
    const silent: string[] = []
    for (const one of sent.values()) {
      const before = running.logLines().length
      const ack = await replay(one)
      await allAnswered()
      const mayBeSilent = ack !== '' || mayBeGone(error, one)
      const isLogged = running.logLines().slice(before).some(isProblem)
      if (!mayBeSilent && !isLogged) silent.push(one.listener)
    }
    slack.faults.clear()
    expect(silent).toEqual([])
  },
)

it.each([{ what: 'ratelimited', retryAfter: 3_600 }, { what: 'server_error' }, { what: 'reset' }] as const)(
  'nor where it answers with $what: as many as say nothing in their ack are logged',
  async (fault) => {
    const { slack, logLines } = running
    for (const where of ENDPOINTS) slack.faults.set({ where, ...fault })
    // Each is sent again for seconds: all at once, and of what is done on Home, one after the other, only the field.
    const tried = [...sent.values()].filter(
      ({ listener }) => !listener.startsWith('action home.') || listener === 'action home.field',
    )
    const before = logLines().length
    const acks = await Promise.all(tried.map(replay))
    const ended = () =>
      logLines()
        .slice(before)
        .filter(({ msg }) => msg === 'answered')
    await vi.waitFor(() => expect(ended()).toHaveLength(tried.length), { timeout: 60_000 })
    slack.faults.clear()
    const logged = ended().filter(({ request }) => isLogged(request))
    expect(logged.length).toBeGreaterThanOrEqual(acks.filter((ack) => ack === '').length)
  },
)

it('a Home that could not be drawn, of which there is nowhere to tell, is drawn at the next opening', async () => {
  const { slack, nextLog } = running
  for (const where of ENDPOINTS) slack.faults.set({ where, what: 'error', error: 'internal_error' })
  const failed = nextLog('Home could not be drawn')
  await slack.openHome({ user: priya.user })
  expect(await failed).toMatchObject({ level: 'error' })
  slack.faults.clear()
  await viewActions(running, 'home').openHome('Street crime near')
})
