import { randomBytes } from 'node:crypto'
import { checkMessage } from '../block-rules/block-rules.ts'
import type { Answer, Incoming } from '../http-answer.ts'
import type { TrafficLog } from '../traffic.ts'
import type { Messages } from './messages.ts'

/** What a response_url belongs to: a command, or an interaction with the message it came from. */
export type Origin = {
  readonly kind: 'commands' | 'actions'
  readonly user: string
  readonly channel: string
  /** The message a button stood in. */
  readonly ts?: string
  /** What the person typed. */
  readonly typed?: string
}

type Grant = { readonly origin: Origin; readonly mintedAt: number; posts: number; typedShown: boolean }

export type ResponseUrls = {
  mint(origin: Origin): string
  find(path: string): Grant | undefined
}

/** Mints response_urls under `baseUrl` and remembers what each was given for. Nothing is ever forgotten: runs are short. */
export const createResponseUrls = (baseUrl: string, teamId: string, clock: () => number): ResponseUrls => {
  const grants = new Map<string, Grant>()
  return {
    mint: (origin) => {
      const path = `/${origin.kind}/${teamId}/${grants.size + 1}/${randomBytes(12).toString('hex')}`
      grants.set(path, { origin, mintedAt: clock(), posts: 0, typedShown: false })
      return `${baseUrl}${path}`
    },
    find: (path) => grants.get(path),
  }
}

const source = 'docs.slack.dev/interactivity/handling-user-interaction, "response_url"'
// The error words are what people report; Slack's page gives none.
const errorSource = `${source} (its error word: ?)`
// Bolt's RespondArguments has it; the error for a wrong one is a guess (?).
const thread = '@slack/bolt, RespondArguments: "thread_ts"'
const LIFETIME_MS = 30 * 60 * 1000
const MAX_POSTS = 5

type Deps = {
  readonly urls: ResponseUrls
  readonly messages: Messages
  readonly traffic: TrafficLog
  readonly clock: () => number
}
type Message = {
  readonly text?: string
  readonly blocks?: readonly unknown[]
  readonly response_type?: unknown
  readonly replace_original?: unknown
  readonly delete_original?: unknown
  readonly thread_ts?: unknown
}

const ok: Answer = { status: 200, body: 'ok' }
const isTrue = (it: unknown): boolean => it === true || it === 'true'

const parse = (body: string): Message | undefined => {
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** Handles what the app posts to a response_url. Each broken rule is recorded as a rejection. */
export const createResponses = ({ urls, messages, traffic, clock }: Deps) => {
  const reject = (status: number, error: string, rule: string, from: string): Answer => {
    traffic.reject('response_url', rule, from)
    return { status, body: error }
  }

  const post = (grant: Grant, message: Message): void => {
    const { user, channel, typed } = grant.origin
    const inChannel = message.response_type === 'in_channel'
    // An answer for all shows what was typed, once: docs.slack.dev/interactivity/implementing-slash-commands.
    if (inChannel && typed !== undefined && !grant.typedShown) {
      grant.typedShown = true
      messages.post({ channel, visibleTo: 'channel', from: user, text: typed, blocks: [] })
    }
    const { text = '', blocks = [], thread_ts } = message
    const thread = typeof thread_ts === 'string' ? { thread_ts } : {}
    messages.post({ channel, visibleTo: inChannel ? 'channel' : user, from: 'app', text, blocks, ...thread })
  }

  const change = (ts: string, message: Message): Answer => {
    const { text = '', blocks = [] } = message
    const done = isTrue(message.delete_original)
      ? messages.remove(ts)
      : messages.replace(ts, { text, blocks })
    return done ? ok : reject(404, 'message_not_found', 'the original message is gone', errorSource)
  }

  const handle = (grant: Grant, message: Message): Answer => {
    const deletes = isTrue(message.delete_original)
    const changesOriginal = deletes || isTrue(message.replace_original)
    const { kind, ts } = grant.origin
    if (changesOriginal && kind === 'commands')
      traffic.reject('response_url', "a command's response_url cannot replace or delete", source)
    if (changesOriginal && ts !== undefined && deletes) return change(ts, message)
    const broken = checkMessage(message)
    for (const it of broken) traffic.reject('response_url', `${it.path}: ${it.rule}`, it.source)
    if (broken[0]) return { status: 400, body: broken[0].error }
    if (changesOriginal && ts !== undefined) return change(ts, message)
    const { thread_ts } = message
    if (thread_ts !== undefined && messages.find(String(thread_ts))?.channel !== grant.origin.channel)
      return reject(404, 'thread_not_found', 'there is no such thread in this conversation', thread)
    post(grant, message)
    return ok
  }

  /** What is rejected before the message is read. A post rejected for its content counts as one of the five (?). */
  const admit = (grant: Grant, incoming: Incoming): Answer | undefined => {
    if (clock() - grant.mintedAt > LIFETIME_MS)
      return reject(404, 'expired_url', 'a response_url lives 30 minutes', errorSource)
    if (grant.posts >= MAX_POSTS)
      return reject(404, 'used_url', 'a response_url takes five posts', errorSource)
    grant.posts += 1
    if (!/^application\/json\b/.test(incoming.headers['content-type'] ?? ''))
      return reject(400, 'invalid_payload', 'a response_url takes JSON', errorSource)
    return undefined
  }

  return (incoming: Incoming): Answer => {
    const grant = urls.find(incoming.path)
    if (!grant) return reject(404, 'no_url', 'there is no such response_url', errorSource)
    const rejected = admit(grant, incoming)
    if (rejected) return rejected
    const message = parse(incoming.body)
    if (!message) return reject(400, 'invalid_payload', 'the body is not a JSON object', errorSource)
    return handle(grant, message)
  }
}
