import type { Random } from '../../playground/postcodearea/random.ts'
import { signatureHeaders } from '../../playground/slack/signature.ts'
import { SECRETS } from '../support/street-crime.ts'
import type { Payload } from './corpus.ts'
import { mutateText, mutateValue } from './mutate.ts'

/** A request to be sent as it is. */
export type FuzzRequest = {
  readonly method: 'POST' | 'GET' | 'PUT' | 'OPTIONS' | 'HEAD' | 'DELETE'
  readonly path: string
  readonly headers: Record<string, string | string[]>
  readonly body: string
}

const FORM = 'application/x-www-form-urlencoded'
const MINUTE = 60_000

const parsed = (text: unknown): unknown => {
  try {
    return JSON.parse(String(text))
  } catch {
    return text
  }
}

const formOf = (fields: Record<string, unknown>): string =>
  new URLSearchParams(
    Object.entries(fields).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : (JSON.stringify(value) ?? ''),
    ]),
  ).toString()

const bodyOf = ({ kind, sent }: Payload, random: Random): string => {
  const times = random.weighted([
    [0, 2],
    [1, 6],
    [2, 2],
    [5, 1],
  ])
  const mutated = (value: unknown): unknown =>
    Array.from({ length: times }).reduce((changed) => mutateValue(changed, random), value)
  if (kind === 'json') return JSON.stringify(mutated(sent))
  if ('payload' in sent) return formOf({ payload: JSON.stringify(mutated(parsed(sent.payload))) })
  const fields = mutated(sent)
  return formOf(typeof fields === 'object' && fields !== null ? { ...fields } : { command: fields })
}

const signedHeaders = (body: string, random: Random): Record<string, string | string[]> => {
  const at =
    Date.now() +
    random.weighted([
      [0, 30],
      [-6 * MINUTE, 1],
      [6 * MINUTE, 1],
      [MINUTE, 1],
    ])
  return signatureHeaders(SECRETS.signingSecret, body, at)
}

const badHeaders = (body: string, random: Random): Record<string, string | string[]> => {
  const good = signatureHeaders(SECRETS.signingSecret, body, Date.now())
  const signature = good['x-slack-signature'] ?? ''
  return random.pick<Record<string, string | string[]>>([
    {},
    signatureHeaders('another-secret', body, Date.now()),
    { ...good, 'x-slack-signature': mutateText(signature, random).replace(/[^\x21-\x7e]/g, '') },
    { ...good, 'x-slack-signature': [signature, signature] },
    {
      ...good,
      'x-slack-request-timestamp': random.pick(['', 'x', 'Infinity', '-1', '1e9', '0x10', '9'.repeat(400)]),
    },
    { 'x-slack-signature': signature },
  ])
}

const PATHS = [
  '//slack/events',
  '/slack/%65vents',
  '/slack/events/',
  '/',
  '/metrics',
  '/readyz',
  '/slack/install',
  '/slack/oauth_redirect?code=1&state=2',
  '/%',
  '/*',
]

// Replies go nowhere but to the servers of this run, whatever became of their address.
const staysHere = (body: string, replies: string): boolean => {
  const urls =
    body
      .replaceAll('%3A', ':')
      .replaceAll('%2F', '/')
      .match(/https?:[^"&\s]*/gi) ?? []
  const isReply = (url: string) => /\/commands\/|\/actions\/|127\.0\.0/.test(url)
  return urls.filter(isReply).every((url) => url.startsWith(`${replies}/`))
}

const nextBody = (payload: Payload, random: Random): string => {
  // Each person is one of many: one alone would have to wait for their own last step every time.
  const person = `U0P${random.whole(1, 200)}`
  const whole = bodyOf(payload, random).replaceAll('U0PRIYA', person)
  return random.next() < 0.25 ? mutateText(whole, random) : whole
}

/** What requests are made of: payloads, and the address that replies to them go to. */
export type Corpus = { readonly payloads: readonly Payload[]; readonly replies: string }

/** The next request of a stream: three in five signed, one in twenty to another address or by another method. */
export const nextRequest = (corpus: Corpus, random: Random): FuzzRequest => {
  const payload = random.pick(corpus.payloads)
  let body = nextBody(payload, random)
  while (!staysHere(body, corpus.replies)) body = nextBody(payload, random)
  const isSigned = random.next() < 0.6
  const usual = payload.kind === 'json' ? 'application/json' : FORM
  const type = random.weighted([
    [usual, 20],
    [FORM, 1],
    ['application/json', 1],
    ['', 1],
    [`${usual}; charset=utf-8`, 1],
    ['text/plain', 1],
  ])
  const headers = {
    'content-type': type,
    'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
    ...(isSigned ? signedHeaders(body, random) : badHeaders(body, random)),
    ...(random.next() < 0.05
      ? { 'x-slack-retry-num': mutateText('1', random).replace(/[^\x21-\x7e]/g, '') }
      : {}),
  }
  const elsewhere = random.next() < 0.05
  const method = elsewhere
    ? random.pick(['POST', 'GET', 'PUT', 'OPTIONS', 'HEAD', 'DELETE'] as const)
    : 'POST'
  const path = elsewhere ? random.pick([...PATHS, '/slack/events']) : '/slack/events'
  return { method, path, headers, body: method === 'POST' || method === 'PUT' ? body : '' }
}
