import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import {
  actedInView,
  BadRequest,
  chosenFault,
  filledInView,
  pressedButton,
  readBody,
  soughtInView,
  typedCommand,
  whoOpens,
} from './bodies.ts'
import { createChanges } from './changes.ts'
import type { ClientFile } from './client-build.ts'
import { readCommandLine } from './command-line.ts'
import { streamSnapshots } from './event-stream.ts'
import { isFromThisPage } from './same-machine.ts'
import { type Sources, viewOf } from './view.ts'

/** The page's HTTP: its files, the stream of what it shows, and what a person does on it. */
export function pageRoutes(files: Map<string, ClientFile>, sources: Sources): RequestListener {
  const changes = createChanges(sources.slack)
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
    switch (`${request.method} ${url.pathname}`) {
      case 'GET /events':
        return streamSnapshots(response, () => viewOf(sources, ...seatIn(url)), changes.subscribe)
      case 'GET /exchange':
        return json(response, exchangeOf(url))
      case 'POST /command':
        return json(response, await type(request))
      case 'POST /press':
        return json(response, await press(request))
      case 'POST /home':
        return json(response, await sources.slack.openHome(await readBody(request, whoOpens)))
      case 'POST /act':
        return json(response, await sources.slack.act(given(await readBody(request, actedInView))))
      case 'POST /fill':
        sources.slack.type(given(await readBody(request, filledInView)))
        return json(response, {})
      case 'POST /suggest':
        return json(response, await sources.slack.suggest(given(await readBody(request, soughtInView))))
      case 'POST /close':
        await sources.slack.closeModal(await readBody(request, whoOpens))
        return json(response, {})
      case 'POST /fault':
        return json(response, await choose(request))
      default:
        throw new BadRequest(404, 'There is nothing here.')
    }
  }

  function exchangeOf(url: URL): unknown {
    const exchange = sources.wire.exchange(Number(url.searchParams.get('id')))
    if (!exchange) throw new BadRequest(404, 'That exchange is gone.')
    return exchange
  }

  async function type(request: IncomingMessage): Promise<unknown> {
    const { text: line, ...who } = await readBody(request, typedCommand)
    const typed = readCommandLine(line)
    if ('refusal' in typed) throw new BadRequest(422, typed.refusal)
    return sources.slack.command({ ...who, ...typed })
  }

  async function press(request: IncomingMessage): Promise<unknown> {
    return sources.slack.press(given(await readBody(request, pressedButton)))
  }

  async function choose(request: IncomingMessage): Promise<unknown> {
    const { id } = await readBody(request, chosenFault)
    if (!sources.faults.choose(id)) throw new BadRequest(422, 'There is no such choice.')
    changes.announce()
    return { fault: id }
  }
}

type Given<T> = { [K in keyof T]: Exclude<T[K], undefined> }

/** A body without the fields that were not sent: to the Slack they are not there, which is not undefined. */
function given<T extends object>(body: T): Given<T> {
  const sent = Object.entries(body).filter(([, value]) => value !== undefined)
  return Object.fromEntries(sent) as Given<T>
}

function seatIn(url: URL): [string | undefined, string | undefined] {
  return [url.searchParams.get('as') ?? undefined, url.searchParams.get('in') ?? undefined]
}

function json(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
  response.end(JSON.stringify(body))
}
