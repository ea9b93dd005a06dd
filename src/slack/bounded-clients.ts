import type { App } from '@slack/bolt'
import { LRUCache } from 'lru-cache'

/** Workspaces whose clients are kept. One takes some kilobytes; making another costs microseconds. */
export const MOST_CLIENTS = 1_000

/**
 * Bolt keeps a client for every token it has ever seen, by workspace (SLACK.md, trap 6). Its table is replaced by one
 * that forgets the workspace that was quiet the longest. It is a private field, so a test looks whether Bolt uses it.
 */
export const boundClients = (app: App, most = MOST_CLIENTS): { readonly size: () => number } => {
  const pools = new LRUCache<string, object>({ max: most })
  const table = new Proxy(Object.create(null), {
    get: (_, workspace) => pools.get(String(workspace)),
    set: (_, workspace, pool: object) => {
      pools.set(String(workspace), pool)
      return true
    },
  })
  Object.defineProperty(app, 'clients', { value: table })
  return { size: () => pools.size }
}
