import { describe, expect, it } from 'vitest'
import { appForEachTest } from '../../support/each-test.ts'
import { priya } from '../../support/street-crime.ts'

const start = appForEachTest()

// Where nothing at all gets through: every-listener.test.ts.
describe('a listener that Slack refuses a view', () => {
  type Running = Awaited<ReturnType<typeof start>>
  const VIEWS = ['views.open', 'views.update', 'views.publish']
  const ALL = [...VIEWS, 'chat.postMessage', 'chat.postEphemeral', 'chat.update', 'response_url']
  const ERRORS = [
    'expired_trigger_id',
    'not_found',
    'hash_conflict',
    'invalid_blocks',
    'channel_not_found',
    'account_inactive',
  ].map((error) => ({ what: 'error', error }) as const)
  const FAULTS = [
    ...ERRORS,
    { what: 'ratelimited', retryAfter: 3_600 },
    { what: 'server_error' },
    { what: 'reset' },
  ] as const

  const openHome = async ({ slack }: Running) => {
    const drawn = slack.nextView((it) => it.type === 'home')
    await slack.openHome({ user: priya.user })
    await drawn
  }
  /** Each prepares what is done, which then meets the fault. */
  const SURFACES: Readonly<Record<string, (running: Running) => Promise<() => Promise<unknown>>>> = {
    'the global shortcut':
      async ({ slack }) =>
      () =>
        slack.shortcut({ user: priya.user, callbackId: 'look_up' }),
    'a button that opens the form of an alert': async ({ ask, slack }) => {
      const { ts } = await ask('alerts')
      return () => slack.press({ ...priya, ts, actionId: 'alert.add' })
    },
    ...Object.fromEntries(
      ['incidents.open', 'alert.here', 'report.share', 'place.save'].map((actionId) => [
        `the button ${actionId} of a report`,
        async ({ ask, slack }: Running) => {
          const { ts } = await ask('LE1 1WA')
          return () => slack.press({ ...priya, ts, actionId })
        },
      ]),
    ),
    'a button on Home': async (running) => {
      await openHome(running)
      running.slack.type({ user: priya.user, actionId: 'home.field', value: 'LE1 1WA' })
      return () => running.slack.act({ user: priya.user, actionId: 'home.look-up' })
    },
    'the message shortcut on a message without a postcode': async ({ slack }) => {
      const { ts } = slack.say({ ...priya, text: 'Is it safe there?' })
      return () => slack.messageShortcut({ ...priya, ts, callbackId: 'look_up_here' })
    },
    'the opening of Home':
      async ({ slack }) =>
      () =>
        slack.openHome({ user: priya.user }),
  }
  // Of these no view is shown.
  const MESSAGES: typeof SURFACES = {
    'a message to the app':
      async ({ slack }) =>
      async () =>
        slack.say({ user: priya.user, channel: 'D0PRIYAAPP', text: 'LE1 1WA' }),
    'a mention': async ({ slack }) => {
      slack.workspace.invite(priya.channel)
      return async () => slack.say({ ...priya, text: '@Street Crime LE1 1WA' })
    },
    'the button that shares what a mention asked to share': async ({ slack }) => {
      slack.workspace.invite(priya.channel)
      const question = slack.nextMessage()
      slack.say({ ...priya, text: '@Street Crime share LE1 1WA' })
      const { ts } = await question
      return () => slack.press({ ...priya, ts, actionId: 'conversation.share' })
    },
  }
  const withFaults = (surfaces: typeof SURFACES) =>
    Object.entries(surfaces).flatMap(([name, prepare]) =>
      FAULTS.map((fault) => ({ name, prepare, fault, error: 'error' in fault ? fault.error : fault.what })),
    )
  // A Home that was used since it was opened is left as it is.
  const cases = withFaults(SURFACES).filter(
    ({ name, error }) => name !== 'the opening of Home' || error !== 'hash_conflict',
  )

  it.each(cases)('says so to the person, or to the operator: $name, $error', async ({ prepare, fault }) => {
    const running = await start({ refusals: 'expected' })
    const act = await prepare(running)
    for (const where of VIEWS) running.slack.faults.set({ where, ...fault })
    let said = 0
    running.slack.on((change) => {
      if (change.kind === 'posted') said += 1
    })
    const before = running.logLines().length
    await act()
    const problems = () =>
      running
        .logLines()
        .slice(before)
        .filter(({ level }) => level === 'error' || level === 'warn').length
    await expect.poll(() => said + problems(), { timeout: 10_000 }).toBeGreaterThan(0)
  })

  it.each(withFaults(MESSAGES))(
    'tells the operator where nothing at all gets through: $name, $error',
    async ({ prepare, fault }) => {
      const running = await start({ refusals: 'expected' })
      const act = await prepare(running)
      for (const where of ALL) running.slack.faults.set({ where, ...fault })
      const before = running.logLines().length
      await act()
      const problems = () =>
        running
          .logLines()
          .slice(before)
          .filter(({ level }) => level === 'error' || level === 'warn').length
      await expect.poll(problems, { timeout: 10_000 }).toBeGreaterThan(0)
    },
  )

  it.each(['LE1 1WA', 'alerts', 'alert LE1 1WA', 'saved', 'save LE1 1WA', 'forget', 'help', 'nonsense'])(
    'tells the operator where no answer to a command gets through: %s',
    async (text) => {
      const running = await start({ refusals: 'expected' })
      for (const where of ALL) running.slack.faults.set({ where, what: 'server_error' })
      const left = running.nextLog('a person was left without an answer')
      await running.slack.command({ ...priya, text })
      expect(await left).toMatchObject({ level: 'error' })
    },
  )
})
