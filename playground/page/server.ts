import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { z } from 'zod'
import type { MonthPublisher } from '../published-month.ts'
import { type Hints, type Sources, snapshotOf } from './build-snapshot.ts'
import { channelActions } from './channel-actions.ts'
import { buildClient, type ClientFile } from './client-build.ts'
import { createPageUpdates, streamSnapshots } from './event-stream.ts'
import { type Faults, switchFaults } from './fault-switch.ts'
import { buildGallery, type GallerySource } from './gallery.ts'
import { listenOnLocalhost } from './listen.ts'
import { type Actions, action, BadRequest, isFromThisPage } from './page-request.ts'
import type { PageSlack } from './slack-port.ts'
import { createTrafficList } from './traffic-list.ts'
import { viewActions } from './view-actions.ts'

/** The page's HTTP: its files, the stream of what it shows, and what a person does on it. */
function pageRoutes(
  files: Map<string, ClientFile>,
  sources: Sources,
  gallery: GallerySource | undefined,
): RequestListener {
  const updates = createPageUpdates(sources.slack)
  const actions: Actions = {
    ...channelActions(sources.slack),
    ...viewActions(sources.slack),
    'POST /fault': action(z.object({ id: z.string() }), choose),
    'POST /publish': action(z.object({ atNoon: z.boolean() }), publish),
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
      return streamSnapshots(response, () => snapshotOf(sources, ...viewpointIn(url)), updates.subscribe)
    if (route === 'GET /exchange') return json(response, exchangeOf(url))
    if (route === 'GET /gallery.json' && gallery) return json(response, await buildGallery(gallery))
    const run = actions[route]
    if (!run) throw new BadRequest(404, 'There is nothing here.')
    json(response, await run(request))
  }

  function exchangeOf(url: URL): unknown {
    const exchange = sources.traffic.exchange(Number(url.searchParams.get('id')))
    if (!exchange) throw new BadRequest(404, 'That exchange is gone.')
    return exchange
  }

  async function publish({ atNoon }: { atNoon: boolean }): Promise<void> {
    if (!sources.publisher) throw new BadRequest(404, 'There is nothing to publish here.')
    const published = sources.publisher.publishNext(atNoon)
    updates.announce()
    await published
    updates.announce()
  }

  function choose({ id }: { id: string }): unknown {
    if (!sources.faults.choose(id)) throw new BadRequest(422, 'There is no such choice.')
    updates.announce()
    return { fault: id }
  }
}

function viewpointIn(url: URL): [string | undefined, string | undefined] {
  return [url.searchParams.get('as') ?? undefined, url.searchParams.get('in') ?? undefined]
}

function json(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
  response.end(JSON.stringify(body))
}

type PageOptions = Hints & {
  slack: PageSlack & { faults: Faults }
  /** What the supplier publishes; without it the page offers no next month. */
  publisher?: MonthPublisher
  /** Where the app is installed in a browser; undefined once it is. */
  installUrl?: () => string | undefined
  /** What /gallery draws; without it that page is empty. */
  gallery?: GallerySource
  /** 0 for any free port. */
  port: number
}

/**
 * Serves the playground's page on this machine alone, at http://localhost:<port>.
 * @throws PortTaken; or whatever the client's build says when it does not compile
 */
export async function startPage(options: PageOptions): Promise<{ url: string; close(): Promise<void> }> {
  const { port, slack, gallery, ...hints } = options
  const sources = {
    slack,
    ...hints,
    traffic: createTrafficList(slack.traffic),
    faults: switchFaults(slack.faults),
  }
  const listening = await listenOnLocalhost(pageRoutes(await buildClient(), sources, gallery), port)
  return { url: `http://localhost:${listening.port}`, close: listening.close }
}
