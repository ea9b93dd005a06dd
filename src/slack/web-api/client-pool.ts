import type { App } from '@slack/bolt'
import { WebClient, type WebClientOptions } from '@slack/web-api'
import { LRUCache } from 'lru-cache'

/**
 * Workspaces whose clients are kept. One has a function of its own for each of Slack's 280 methods, 26 KB; making
 * another costs 50 microseconds. So few that, where many workspaces are busy, one is forgotten before it counts as old:
 * with 250, a thousand workspaces' clients filled the old part of the heap each second. A workspace that waits for a 429
 * to pass, and is forgotten meanwhile, is told 429 once more.
 */
export const MAX_CLIENTS = 16

/** Stands for a client until something of it is read; from then on it is that one. */
const whenUsed = (make: () => WebClient): WebClient => {
  let made: WebClient | undefined
  return new Proxy(Object.create(WebClient.prototype), {
    get: (_, name) => {
      // Asked for by whoever awaits it, or hands it on from an async function: no client has one.
      if (name === 'then') return undefined
      made ??= make()
      return Reflect.get(made, name)
    },
  })
}

/**
 * Bolt makes a client for every request's token and keeps it for ever, by workspace (SLACK.md, trap 6); most requests
 * never use theirs. Its table is replaced by one that makes a client when it is first used, and forgets the one that
 * was not used for the longest. It is a private field, so a test looks whether Bolt uses it.
 */
export const boundClients = (app: App, most = MAX_CLIENTS): { readonly size: () => number } => {
  const clients = new LRUCache<string, WebClient>({ max: most })
  const pool = {
    getOrCreate: (token: string, options: WebClientOptions): WebClient =>
      whenUsed(() => {
        // An organisation has one token for all its workspaces, and calls say for which they are.
        const key = `${options.teamId} ${token}`
        const client = clients.get(key) ?? new WebClient(token, options)
        clients.set(key, client)
        return client
      }),
  }
  Object.defineProperty(app, 'clients', { value: new Proxy({}, { get: () => pool }) })
  return { size: () => clients.size }
}
