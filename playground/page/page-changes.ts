/** Changes of Slack and of the page's own switches, in one place to listen to. */
export type Changes = { subscribe(listener: () => void): () => void; announce(): void }

/** @param slack where most changes come from; the page announces its own */
export function createChanges(slack: { on(listener: () => void): () => void }): Changes {
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
