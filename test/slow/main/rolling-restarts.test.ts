import { expect, it } from 'vitest'
import { socketMode, startMain, startSurroundings } from '../../support/app/main-process.ts'
import { priya } from '../../support/street-crime.ts'
import { until } from '../../support/until.ts'

// Each takes the five seconds of a start and a stop: ROLLING_RESTARTS=20 for a longer run.
const RESTARTS = Number(process.env.ROLLING_RESTARTS ?? 5)
const COMMAND_EVERY_MS = 20
const PROBE_EVERY_MS = 50

/** A word that nobody understands, so that the answer quotes it and tells which command it is of. */
const wordOf = (n: number): string =>
  `zz${String(n).replaceAll(/\d/g, (digit) => 'bcdfghjklm'[Number(digit)] ?? '')}zz`

const isReady = (url: string): Promise<boolean> =>
  fetch(`${url}/readyz`).then(
    ({ status }) => status === 200,
    () => false,
  )

/** A process that is ready, and what a balancer in front of it knows: whether it was at the last probe. */
const startOne = async (variables: Record<string, string>) => {
  const main = startMain(variables)
  const url = `http://127.0.0.1:${await main.listening}`
  await until(() => isReady(url), PROBE_EVERY_MS)
  const target = { url, isReady: true }
  const probe = setInterval(async () => {
    target.isReady = await isReady(url)
    if (!target.isReady) clearInterval(probe)
  }, PROBE_EVERY_MS)
  const stop = async () => {
    main.kill('SIGTERM')
    expect(await main.ended).toEqual({ code: 0, signal: null })
    clearInterval(probe)
  }
  return { target, stop }
}

it.each(['http', 'socket'])(
  'each command is answered once while processes replace one another (%s)',
  { timeout: 60_000 + RESTARTS * 30_000 },
  async (mode) => {
    const { http, slack } = await startSurroundings()
    const start = () => startOne(mode === 'http' ? http : socketMode(http))
    let current = await start()
    const targets = [current.target]
    const outcomes: Promise<unknown>[] = []
    const send = () => {
      const n = outcomes.length
      if (mode === 'http') {
        const ready = targets.filter((target) => target.isReady)
        slack.deliverTo(`${ready[n % ready.length]?.url}/slack/events`)
      }
      outcomes.push(slack.command({ ...priya, text: `LE1 1WA ${wordOf(n)}` }))
    }
    const timer = setInterval(send, COMMAND_EVERY_MS)
    for (let times = 0; times < RESTARTS; times += 1) {
      const next = await start()
      targets.push(next.target)
      await current.stop()
      current = next
    }
    clearInterval(timer)
    await Promise.all(outcomes)
    await current.stop()
    const messages = slack.messages(priya.channel, priya.user)
    // "Looking up …" is no answer.
    const answered = messages
      .flatMap(({ blocks }) => /zz[b-m]+zz/.exec(JSON.stringify(blocks))?.[0] ?? [])
      .sort()
    expect(answered).toEqual(outcomes.map((_, n) => wordOf(n)).sort())
    expect(slack.rejections).toEqual([])
  },
)
