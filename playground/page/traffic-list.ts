import type { Exchange } from './slack-port.ts'
import type { ExchangeSummary } from './snapshot.ts'

/** More than anybody scrolls through. */
const MOST = 60

/** The exchanges between the app and Slack, newest first, bodies apart from the list. */
export type TrafficList = {
  latest(): ExchangeSummary[]
  exchange(id: number): Exchange | undefined
}

/**
 * Gives each exchange a number that stays its own when the oldest are dropped from the list.
 * @param exchanges a live list, oldest first
 */
export function createTrafficList(exchanges: readonly Exchange[]): TrafficList {
  const ids = new WeakMap<Exchange, number>()
  let last = 0
  const idOf = (exchange: Exchange) => {
    const id = ids.get(exchange) ?? ++last
    ids.set(exchange, id)
    return id
  }
  const numbered = () => exchanges.map((exchange) => ({ id: idOf(exchange), exchange }))
  return {
    latest: () =>
      numbered()
        .slice(-MOST)
        .reverse()
        .map(({ id, exchange: { direction, what, response, ms } }) => ({
          id,
          direction,
          name: what,
          status: response.status,
          ms: Math.round(ms),
        })),
    exchange: (id) => numbered().find((one) => one.id === id)?.exchange,
  }
}
