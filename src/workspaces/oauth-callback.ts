import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { BlockList, isIPv6 } from 'node:net'
import { ClearStateStore, InvalidStateError, type StateStore } from '@slack/oauth'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { Database } from '../database/database.ts'
import type { Result } from '../lib/result.ts'
import { Unauthorised } from './authorization.ts'

/** Of one address, in a minute: an office behind one address installs in several workspaces. */
const MAX_PER_ADDRESS = 10
/** Of all, in a minute: Slack takes about a hundred oauth.v2.access (docs.slack.dev/apis/web-api/rate-limits, tier 4). */
const MAX_IN_ALL = 50
const SECONDS = 60

const PRIVATE = new BlockList()
for (const [network, prefix] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['100.64.0.0', 10],
  ['169.254.0.0', 16],
] as const)
  PRIVATE.addSubnet(network, prefix, 'ipv4')
PRIVATE.addAddress('::1', 'ipv6')
PRIVATE.addSubnet('fc00::', 7, 'ipv6')
PRIVATE.addSubnet('fe80::', 10, 'ipv6')

/** The address alone: "::ffff:192.0.2.1", "192.0.2.1:443", "[2001:db8::1]:443" and "fe80::1%eth0" hold more than that. */
const plainAddress = (given: string): string => {
  const address = /^\[([^\]]*)\]/.exec(given)?.[1] ?? given.replace(/^([\d.]+):\d+$/, '$1')
  return address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
}

const isPrivate = (address: string): boolean => PRIVATE.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')

/** Eight groups of an IPv6 address, the first four of which are a network that one subscriber has whole. */
const networkOf = (address: string): string => {
  if (!isIPv6(address)) return address
  const [head = '', tail] = address.split('::')
  const groups = head.split(':').filter((group) => group !== '')
  const after = tail?.split(':').filter((group) => group !== '') ?? []
  const zeros = tail === undefined ? 0 : 8 - groups.length - after.length
  return [...groups, ...Array.from({ length: zeros }, () => '0'), ...after].slice(0, 4).join(':')
}

/**
 * Who asks: the connection's other end or, where that is a proxy in a private network, the address that the proxy has
 * added last to x-forwarded-for; what stands before it is anybody's word. Of IPv6 the network.
 */
export const clientAddress = (
  remoteAddress: string | undefined,
  forwardedFor: string | readonly string[] | undefined,
): string => {
  const peer = plainAddress(remoteAddress ?? '')
  const forwarded = [forwardedFor ?? []].flat().join(',').split(',').at(-1)?.trim() ?? ''
  return networkOf(peer !== '' && isPrivate(peer) && forwarded !== '' ? plainAddress(forwarded) : peer)
}

/** Limits of one process. Both resolve with false where there have been too many within a minute. */
export const createCallbackLimits = () => {
  const perAddress = new RateLimiterMemory({ points: MAX_PER_ADDRESS, duration: SECONDS })
  const inAll = new RateLimiterMemory({ points: MAX_IN_ALL, duration: SECONDS })
  const admit = (limiter: RateLimiterMemory, key: string): Promise<boolean> =>
    limiter.consume(key).then(
      () => true,
      () => false,
    )
  return {
    admitAddress: ({ socket, headers }: IncomingMessage): Promise<boolean> =>
      admit(perAddress, clientAddress(socket.remoteAddress, headers['x-forwarded-for'])),
    admitOneMore: (): Promise<boolean> => admit(inAll, 'all'),
  }
}

/** How long a state may be on its way: as long as its cookie lives. */
export const STATE_LIFETIME_MS = 600_000

/** The states that were used, in the database, for all processes: each as its hash, for as long as it would be taken. */
export const createUsedStates = (database: Database) => ({
  /** False where it was used before. `now` in ms since the epoch. */
  use: (state: string, now: number): Promise<Result<boolean, 'unavailable'>> =>
    database.use(async (db) => {
      await db.deleteFrom('used_oauth_state').where('expires_at', '<', new Date(now)).execute()
      const hash = createHash('sha256').update(state).digest('hex')
      // Twice its lifetime: the clocks of two processes may differ.
      const expires_at = new Date(now + 2 * STATE_LIFETIME_MS)
      const inserted = await db
        .insertInto('used_oauth_state')
        .values({ hash, expires_at })
        .onConflict((on) => on.column('hash').doNothing())
        .returning('hash')
        .executeTakeFirst()
      return inserted !== undefined
    }),
})

export type UsedStates = ReturnType<typeof createUsedStates>

/**
 * Signs states as @slack/oauth does and takes each once, in whichever process it comes back to: a code and its state
 * that somebody else got hold of are of no use any more. Rejects with InvalidStateError, or with Unauthorised where the
 * database is away.
 */
export const createStateStore = (stateSecret: string, usedStates: UsedStates): StateStore => {
  const signed = new ClearStateStore(stateSecret, STATE_LIFETIME_MS / 1_000)
  return {
    generateStateParam: (options, now) => signed.generateStateParam(options, now),
    verifyStateParam: async (now, state) => {
      const options = await signed.verifyStateParam(now, state)
      const used = await usedStates.use(state, now.getTime())
      if (!used.ok) throw new Unauthorised('unavailable')
      if (!used.value) throw new InvalidStateError('The state was used before')
      return options
    },
  }
}
