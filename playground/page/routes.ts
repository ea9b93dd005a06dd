import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { z } from 'zod'
import { BadRequest } from './bodies.ts'
import { type Sources, viewOf } from './build-snapshot.ts'
import { channelDeeds } from './channel-actions.ts'
import type { ClientFile } from './client-build.ts'
import { streamSnapshots } from './event-stream.ts'
import { createChanges } from './page-changes.ts'
import { type Deeds, deed } from './request-body.ts'
import { isFromThisPage } from './same-machine.ts'
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
