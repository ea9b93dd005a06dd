import type { ServerResponse } from 'node:http'
import type { Snapshot } from './snapshot.ts'

/** Changes of Slack and of the page's own switches, in one place to listen to. */
type PageUpdates = { subscribe(listener: () => void): () => void; announce(): void }

/** @param slack where most changes come from; the page announces its own */
export function createPageUpdates(slack: { on(listener: () => void): () => void }): PageUpdates {
  const listeners = new Set<() => void>()
  return {
    subscribe: (listener) => {
      const stop = slack.on(listener)
      listeners.add(listener)
      return () => {
        stop()
        listeners.delete(listener)
      }
    },
    announce: () => {
      for (const listener of listeners) listener()
    },
  }
}

/**
 * Sends the state of the page now and after every change, as server-sent events; changes in one go are one event.
 * @param changes subscribes to changes and returns how to unsubscribe
 */
export function streamSnapshots(
  response: ServerResponse,
  view: () => Snapshot,
  updates: (listener: () => void) => () => void,
): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  const send = () => response.write(`data: ${JSON.stringify(view())}\n\n`)
  let pending: NodeJS.Immediate | undefined
  const stop = updates(() => {
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
