import type { Figures } from '../published-month.ts'
import type { Hints } from './build-snapshot.ts'
import { buildClient } from './client-build.ts'
import { type Faults, switchFaults } from './fault-switch.ts'
import { listenOnLocalhost } from './listen.ts'
import { pageRoutes } from './routes.ts'
import type { PageSlack } from './slack-port.ts'
import { tapWire } from './traffic-list.ts'

export type PageOptions = Hints & {
  slack: PageSlack & { faults: Faults }
  /** What the supplier publishes; without it the page offers no next month. */
  figures?: Figures
  /** 0 for any free port. */
  port: number
}

/**
 * Serves the playground's page on this machine alone, at http://localhost:<port>.
 * @throws PortTaken; or whatever the client's build says when it does not compile
 */
export async function startPage(options: PageOptions): Promise<{ url: string; close(): Promise<void> }> {
  const { port, slack, ...hints } = options
  const sources = { slack, ...hints, wire: tapWire(slack.wire), faults: switchFaults(slack.faults) }
  const listening = await listenOnLocalhost(pageRoutes(await buildClient(), sources), port)
  return { url: `http://localhost:${listening.port}`, close: listening.close }
}
