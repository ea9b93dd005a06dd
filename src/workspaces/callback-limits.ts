import type { IncomingMessage } from 'node:http'
import { BlockList, isIPv6 } from 'node:net'
import { RateLimiterMemory } from 'rate-limiter-flexible'

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

const withoutMapping = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/, '')

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
  const peer = withoutMapping(remoteAddress ?? '')
  const forwarded = [forwardedFor ?? []].flat().join(',').split(',').at(-1)?.trim() ?? ''
  return networkOf(peer !== '' && isPrivate(peer) && forwarded !== '' ? withoutMapping(forwarded) : peer)
}

/** Both resolve with false where there have been too many within a minute. */
export type CallbackLimits = {
  readonly admitAddress: (request: IncomingMessage) => Promise<boolean>
  readonly admitOneMore: () => Promise<boolean>
}

/** Limits of one process. */
export const createCallbackLimits = (): CallbackLimits => {
  const perAddress = new RateLimiterMemory({ points: MAX_PER_ADDRESS, duration: SECONDS })
  const inAll = new RateLimiterMemory({ points: MAX_IN_ALL, duration: SECONDS })
  const admit = (limiter: RateLimiterMemory, key: string): Promise<boolean> =>
    limiter.consume(key).then(
      () => true,
      () => false,
    )
  return {
    admitAddress: ({ socket, headers }) =>
      admit(perAddress, clientAddress(socket.remoteAddress, headers['x-forwarded-for'])),
    admitOneMore: () => admit(inAll, 'all'),
  }
}
