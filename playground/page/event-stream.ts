import type { ServerResponse } from 'node:http'
import type { Snapshot } from './snapshot.ts'

/**
 * Sends the state of the page now and after every change, as server-sent events; changes in one go are one event.
 * @param changes subscribes to changes and returns how to unsubscribe
 */
export function streamSnapshots(
  response: ServerResponse,
  view: () => Snapshot,
  changes: (listener: () => void) => () => void,
): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  const send = () => response.write(`data: ${JSON.stringify(view())}\n\n`)
  let pending: NodeJS.Immediate | undefined
  const stop = changes(() => {
    pending ??= setImmediate(() => {
      pending = undefined
      send()
    })
  })
  response.on('close', () => {
    stop()
    clearImmediate(pending)
  })
  send()
}
