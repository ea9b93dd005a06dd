import { Pool } from 'undici'
import { randomFrom } from '../../playground/postcodearea/random.ts'
import { signatureHeaders } from '../../playground/slack/signature.ts'
import { SECRETS } from '../support/street-crime.ts'
import { collectCorpus } from './corpus.ts'
import { openHalf } from './flood.ts'
import { type FuzzRequest, nextRequest } from './requests.ts'
import { startSlackAndSupplier } from './slack-and-supplier.ts'
import { type Held, startTarget } from './target.ts'

/** What came of a run. */
export type FuzzFigures = {
  readonly requests: number
  readonly payloads: number
  readonly seconds: number
  readonly statuses: Readonly<Record<string, number>>
  /** Log lines by what they say. */
  readonly lines: Readonly<Record<string, number>>
  /** Everything that should not have happened, by kind, each with its first example. */
  readonly findings: Readonly<Record<string, string>>
  readonly before: Held
  readonly after: Held
  /** Half-open connections made afterwards, what was held and whether people were answered meanwhile. */
  readonly flood: { readonly connections: number; readonly during: Held; readonly answered: boolean }
  readonly answersAfterwards: boolean
  readonly exit: unknown
}

const IN_FLIGHT = 32
const ALLOWED = new Set([200, 400, 401, 403, 404, 405, 413, 431])

const COMMAND = {
  api_app_id: 'A0STREETCRIME',
  team_id: 'T0PLAYGROUND',
  command: '/crime',
  text: 'ST20 0LY',
  user_id: 'U0LAST',
  channel_id: 'C0NEIGHBOURS',
  channel_name: 'neighbourhood-watch',
}

type SlackAndSupplier = Awaited<ReturnType<typeof startSlackAndSupplier>>

/** Asks as a person does, and reads the reply. */
const answersPeople = async (pool: Pool, servers: SlackAndSupplier, when: string): Promise<boolean> => {
  const { responseUrl, reply } = servers.nextReply(when)
  const body = new URLSearchParams({ ...COMMAND, response_url: responseUrl }).toString()
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    ...signatureHeaders(SECRETS.signingSecret, body, Date.now()),
  }
  const { statusCode, body: answer } = await pool.request({
    method: 'POST',
    path: '/slack/events',
    headers,
    body,
  })
  await answer.dump()
  return statusCode === 200 && (await reply).includes('near ST20 0LY')
}

/** `warmUp` is the share of the requests that comes before the first look at the heap. */
export type FuzzOptions = {
  readonly count: number
  readonly seed: string
  readonly warmUp: number
  readonly connections: number
}

/** Runs `count` requests of the stream that `seed` gives against the real process, then half-open connections. */
export const fuzz = async ({ count, seed, warmUp, connections }: FuzzOptions): Promise<FuzzFigures> => {
  const servers = await startSlackAndSupplier()
  const payloads = await collectCorpus(servers.url)
  const target = await startTarget(servers.url)
  const pool = new Pool(target.url, { connections: IN_FLIGHT, pipelining: 1, headersTimeout: 20_000 })
  const random = randomFrom(seed)
  const statuses: Record<string, number> = {}
  const findings = target.findings

  const send = async (request: FuzzRequest): Promise<void> => {
    try {
      const { statusCode, body } = await pool.request(request)
      const text = await body.text()
      statuses[statusCode] = (statuses[statusCode] ?? 0) + 1
      if (!ALLOWED.has(statusCode))
        findings.set(`status ${statusCode}`, JSON.stringify(request).slice(0, 2_000))
      if (/\bat .*\.[jt]s:|Error:/.test(text)) findings.set('a stack trace in an answer', text.slice(0, 500))
    } catch (error) {
      const because = error instanceof Error && 'code' in error ? String(error.code) : String(error)
      statuses[because] = (statuses[because] ?? 0) + 1
      findings.set(`no answer: ${because}`, JSON.stringify(request).slice(0, 2_000))
    }
  }
  let left = 0
  const worker = async (): Promise<void> => {
    while (left > 0) {
      left -= 1
      await send(nextRequest({ payloads, replies: servers.url }, random))
    }
  }
  const sendMany = async (many: number): Promise<void> => {
    left = many
    await Promise.all(Array.from({ length: IN_FLIGHT }, worker))
  }

  const begun = performance.now()
  const first = Math.ceil(count * warmUp)
  await sendMany(first)
  const before = await target.held()
  await sendMany(count - first)
  const seconds = (performance.now() - begun) / 1_000
  const after = await target.held()
  const half = await openHalf(target.url, connections)
  const answered = await answersPeople(pool, servers, 'during')
  const flood = { connections: half.opened, during: await target.heldNow(), answered }
  half.close()
  const answersAfterwards = await answersPeople(pool, servers, 'afterwards')
  await pool.close()
  const exit = await target.stop()
  await servers.close()
  if (target.stderr() !== '') findings.set('stderr', target.stderr().slice(0, 2_000))
  return {
    requests: count,
    payloads: payloads.length,
    seconds,
    statuses,
    lines: Object.fromEntries(target.counts),
    findings: Object.fromEntries(findings),
    before,
    after,
    flood,
    answersAfterwards,
    exit,
  }
}
