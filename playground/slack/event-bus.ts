import type { Refusal, WireEntry } from './traffic.ts'
import type { Posted } from './workspace/messages.ts'
import type { View } from './workspace/view.ts'

/** Anything that happened in this Slack. */
export type Change =
  | { readonly kind: 'posted' | 'replaced' | 'deleted'; readonly message: Posted }
  | {
      readonly kind: 'view'
      /** 'updated' by the app, 'changed' by what a person chose, or by errors beside inputs. */
      readonly what: 'opened' | 'updated' | 'closed' | 'changed'
      readonly user: string
      readonly view: View
    }
  | { readonly kind: 'workspace' }
  | { readonly kind: 'wire'; readonly entry: WireEntry }
  | { readonly kind: 'refusal'; readonly refusal: Refusal }
  | { readonly kind: 'sockets'; readonly count: number }

export type Changes = {
  emit(change: Change): void
  on(listener: (change: Change) => void): () => void
  next(match: (change: Change) => boolean): Promise<Change>
  nextMessage(match: (message: Posted) => boolean): Promise<Posted>
  nextView(match: (view: View, user: string) => boolean): Promise<View>
  close(): void
}

/** A list of listeners, and promises for one change that is still to come. Promises are rejected by `close`. */
export const createChanges = (): Changes => {
  const listeners = new Set<(change: Change) => void>()
  const waiting = new Set<(error: Error) => void>()
  const on = (listener: (change: Change) => void) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }
  /** Resolves with the first thing that `pick` finds in a change to come. */
  const nextOf = <T>(pick: (change: Change) => T | undefined): Promise<T> => {
    const { promise, resolve, reject } = Promise.withResolvers<T>()
    const stop = on((change) => {
      const found = pick(change)
      if (found === undefined) return
      stop()
      waiting.delete(reject)
      resolve(found)
    })
    waiting.add(reject)
    // Someone who lost interest in the promise must not bring the process down when this Slack closes.
    promise.catch(() => {})
    return promise
  }
  const byPerson = ({ from }: Posted) => from !== 'app' && from !== 'slackbot'
  return {
    emit: (change) => {
      for (const listener of [...listeners]) listener(change)
    },
    on,
    next: (match) => nextOf((change) => (match(change) ? change : undefined)),
    nextMessage: (match) =>
      nextOf((change) => {
        const isNew = change.kind === 'posted' && !byPerson(change.message) && match(change.message)
        return isNew ? change.message : undefined
      }),
    nextView: (match) =>
      nextOf((change) => {
        const byApp = change.kind === 'view' && (change.what === 'opened' || change.what === 'updated')
        return byApp && match(change.view, change.user) ? change.view : undefined
      }),
    close: () => {
      listeners.clear()
      for (const reject of waiting) reject(new Error('This Slack was closed while waiting for a change'))
      waiting.clear()
    },
  }
}
