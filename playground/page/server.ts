import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { z } from 'zod'
import type { Figures } from '../published-month.ts'
import { type Hints, type Sources, viewOf } from './build-snapshot.ts'
import { channelDeeds } from './channel-actions.ts'
import { buildClient, type ClientFile } from './client-build.ts'
import { createChanges, streamSnapshots } from './event-stream.ts'
import { type Faults, switchFaults } from './fault-switch.ts'
import { listenOnLocalhost } from './listen.ts'
import { BadRequest, type Deeds, deed, isFromThisPage } from './page-request.ts'
import type { PageSlack } from './slack-port.ts'
import { tapWire } from './traffic-list.ts'
import { viewDeeds } from './view-actions.ts'

/** The page's HTTP: its files, the stream of what it shows, and what a person does on it. */
export function pageRoutes(files: Map<string, ClientFile>, sources: Sources): RequestListener {
  const changes = createChanges(sources.slack)
  const deeds: Deeds = {
    ...channelDeeds(sources.slack),
    ...viewDeeds(sources.slack),
    'POST /fault': deed(z.object({ id: z.string() }), choose),
    'POST /publish': deed(z.object({}), publish),
  }
  return async (request, response) => {
    try {
      if (!isFromThisPage(request)) throw new BadRequest(403, 'Only this page may ask.')
      await answer(request, response)
    } catch (error) {
      const bad = error instanceof BadRequest ? error : new BadRequest(500, String(error))
      json(response, { error: bad.message }, bad.status)
    }
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://page')
    const file = files.get(url.pathname)
    if (request.method === 'GET' && file) {
      response.writeHead(200, { 'content-type': file.type, 'cache-control': 'no-store' }).end(file.body)
      return
    }
    const route = `${request.method} ${url.pathname}`
    if (route === 'GET /events')
      return streamSnapshots(response, () => viewOf(sources, ...seatIn(url)), changes.subscribe)
    if (route === 'GET /exchange') return json(response, exchangeOf(url))
    const doing = deeds[route]
    if (!doing) throw new BadRequest(404, 'There is nothing here.')
    json(response, await doing(request))
  }

  function exchangeOf(url: URL): unknown {
    const exchange = sources.wire.exchange(Number(url.searchParams.get('id')))
    if (!exchange) throw new BadRequest(404, 'That exchange is gone.')
    return exchange
  }

  async function publish(): Promise<void> {
    if (!sources.figures) throw new BadRequest(404, 'There is nothing to publish here.')
    const published = sources.figures.publishNext()
    changes.announce()
    await published
    changes.announce()
  }

  function choose({ id }: { id: string }): unknown {
    if (!sources.faults.choose(id)) throw new BadRequest(422, 'There is no such choice.')
    changes.announce()
    return { fault: id }
  }
}

function seatIn(url: URL): [string | undefined, string | undefined] {
  return [url.searchParams.get('as') ?? undefined, url.searchParams.get('in') ?? undefined]
}

function json(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
  response.end(JSON.stringify(body))
}

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
