import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { appEnvironment } from '../../playground/app-environment.ts'
import { START } from '../../playground/app-process.ts'
import { collectLog } from '../support/app/log-lines.ts'
import { SECRETS } from '../support/street-crime.ts'

/** Memory of the process after a collection, in bytes: what its heap and buffers hold, and what is resident. */
export type Held = { readonly held: number; readonly resident: number }

// Nobody listens there: looking a postcode up needs no database, and counts go on in memory.
const NO_DATABASE = 'postgres://nobody@127.0.0.1:1/none'

const NOBODY_THERE = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ECONNRESET',
  'EADDRNOTAVAIL',
  'EINVAL',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_SOCKET',
])

const isHeld = (message: unknown): message is Held =>
  typeof message === 'object' && message !== null && 'held' in message

/** Lines of the log that no hostile request may cause, each kind of them once. */
const createWatch = () => {
  const findings = new Map<string, string>()
  const counts = new Map<string, number>()
  const note = (kind: string, line: string): void => {
    if (!findings.has(kind)) findings.set(kind, line.slice(0, 2_000))
  }
  const see = (line: string): void => {
    if (line === '') return
    for (const secret of Object.values(SECRETS)) if (line.includes(secret)) note('a secret', line)
    if (!line.startsWith('{')) {
      note('no JSON', line)
      return
    }
    const { level, msg, because, err } = JSON.parse(line)
    const kind = `${level}: ${msg}${because === undefined ? '' : ` (${because})`}`.slice(0, 160)
    counts.set(kind, (counts.get(kind) ?? 0) + 1)
    // A signed payload may name any address to reply to, and nobody, or somebody else, may be there.
    if (NOBODY_THERE.has(err?.code) || err?.type === 'ReplyRefused') return
    if (level === 'fatal' || level === 'error') note(kind, line)
    if (/\\n\s+at |node:internal/.test(line)) note(`a stack trace: ${msg}`, line)
  }
  return { see, findings, counts }
}

const LOOK_EVERY_MS = 2_000
const MAX_LOOKS = 120

/** What is acked is not done yet: waits until a while has gone by in which nothing was answered. */
const settled = async (answered: () => number, heldNow: () => Promise<Held>): Promise<Held> => {
  let before = -1
  for (let looks = 0; looks < MAX_LOOKS && before !== answered(); looks += 1) {
    before = answered()
    await pause(LOOK_EVERY_MS)
  }
  return heldNow()
}

const READY_WITHIN_MS = 30_000
const LOOK_AT_READINESS_EVERY_MS = 25

/** A process that listens has yet to reach Slack, and /readyz answers 503 until then: no finding, but no answer either. */
const ready = async (url: string): Promise<void> => {
  for (let ms = 0; (await fetch(`${url}/readyz`)).status !== 200; ms += LOOK_AT_READINESS_EVERY_MS) {
    if (ms > READY_WITHIN_MS) throw new Error('it listens and is not ready')
    await pause(LOOK_AT_READINESS_EVERY_MS)
  }
}

/** The real app as a process of its own, between Slack and supplier, both at one address, and whoever asks. */
export const startTarget = async (serversUrl: string) => {
  const environment = appEnvironment({
    apiKey: SECRETS.apiKey,
    apiUrl: serversUrl,
    botToken: SECRETS.botToken,
    signingSecret: SECRETS.signingSecret,
    slackApiUrl: `${serversUrl}/api/`,
    dataDir: 'unused',
    port: 0,
  })
  const child = spawn(process.execPath, [...START.slice(0, -1), 'test/fuzz/app.ts'], {
    cwd: join(import.meta.dirname, '../..'),
    // A small memory for answers, so that it is full before the first look at the heap.
    env: { ...environment, DATABASE_URL: NO_DATABASE, CACHE_MAX_MB: '1' },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const watch = createWatch()
  const first = collectLog()
  const listening = first.next('listening')
  let isListening = false
  let rest = ''
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = `${rest}${chunk}`.split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      watch.see(line)
      if (!isListening) first.destination.write(`${line}\n`)
    }
  })
  let stderr = ''
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    stderr += chunk
  })
  const ended = once(child, 'close').then(([code, signal]) => ({ code, signal }))
  const { port } = await Promise.race([
    listening,
    ended.then((how) =>
      Promise.reject(new Error(`ended before it listened: ${JSON.stringify(how)} ${stderr}`)),
    ),
  ])
  isListening = true
  const url = `http://127.0.0.1:${Number(port)}`
  await ready(url)
  const heldNow = async (): Promise<Held> => {
    const answer = once(child, 'message')
    child.send('held?')
    const [message] = await answer
    if (!isHeld(message)) throw new Error('an answer of another shape')
    return message
  }
  return {
    url,
    findings: watch.findings,
    counts: watch.counts,
    stderr: () => stderr,
    /** Once all that was acked is done. */
    held: () => settled(() => watch.counts.get('info: answered') ?? 0, heldNow),
    heldNow,
    ended,
    stop: async () => {
      child.kill('SIGTERM')
      return ended
    },
  }
}
