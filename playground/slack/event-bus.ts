import type { TrafficEvent } from './traffic.ts'
import type { MessageEvent, SlackMessage } from './workspace/messages.ts'
import type { View } from './workspace/view.ts'
import type { ViewEvent } from './workspace/view-stack.ts'

/** Anything that happened in this Slack. */
export type BusEvent =
  | MessageEvent
  | ViewEvent
  | TrafficEvent
  | { readonly kind: 'workspace' }
  | { readonly kind: 'sockets'; readonly count: number }

export type EventBus = {
  emit(event: BusEvent): void
  /** Calls the listener at every event, until the returned function is called. */
  on(listener: (event: BusEvent) => void): () => void
  /** The next event after this call that matches. Rejects when the bus closes, as the two below do. */
  next(match: (event: BusEvent) => boolean): Promise<BusEvent>
  /** The next message that the app or Slackbot posts. */
  nextMessage(match: (message: SlackMessage) => boolean): Promise<SlackMessage>
  /** The next view that the app opens, pushes, updates or publishes. */
  nextView(match: (view: View, user: string) => boolean): Promise<View>
  close(): void
}

const isByPerson = ({ from }: SlackMessage) => from !== 'app' && from !== 'slackbot'

export const createEventBus = (): EventBus => {
  const listeners = new Set<(event: BusEvent) => void>()
  const pending = new Set<(error: Error) => void>()
  const on = (listener: (event: BusEvent) => void) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }
  /** Resolves with the first thing that `pick` finds in a later event. */
  const nextOf = <T>(pick: (event: BusEvent) => T | undefined): Promise<T> => {
    const { promise, resolve, reject } = Promise.withResolvers<T>()
    const stop = on((event) => {
      const found = pick(event)
      if (found === undefined) return
      stop()
      pending.delete(reject)
      resolve(found)
    })
    pending.add(reject)
    // A promise that nobody awaits any more must not end the process when the bus closes.
    promise.catch(() => {})
    return promise
  }
  return {
    emit: (event) => {
      for (const listener of [...listeners]) listener(event)
    },
    on,
    next: (match) => nextOf((event) => (match(event) ? event : undefined)),
    nextMessage: (match) =>
      nextOf((event) => {
        const isNew = event.kind === 'posted' && !isByPerson(event.message) && match(event.message)
        return isNew ? event.message : undefined
      }),
    nextView: (match) =>
      nextOf((event) => {
        const byApp = event.kind === 'view' && (event.what === 'opened' || event.what === 'updated')
        return byApp && match(event.view, event.user) ? event.view : undefined
      }),
    close: () => {
      listeners.clear()
      for (const reject of pending) reject(new Error('This Slack was closed while an event was awaited'))
      pending.clear()
    },
  }
}
