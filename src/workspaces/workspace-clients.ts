import { WebClient, type WebClientOptions } from '@slack/web-api'
import { LRUCache } from 'lru-cache'
import type { Workspace } from '../slack/identity.ts'
import { backgroundClientOptions } from '../slack/web-api/client-options.ts'
import { Unauthorised } from './authorise.ts'
import type { Installations } from './installations.ts'

// One takes some kilobytes, its queue above all; making another costs microseconds.
const MAX_CLIENTS = 1_000

/**
 * The client of a workspace for work outside a request, with its own token. Null: not installed there (any more).
 * Rejects with Unauthorised where the installations are out of reach: try again later.
 */
export type ClientFor = (workspace: Workspace) => Promise<WebClient | null>

/** The one workspace's client. */
export const oneClient = (token: string, options: WebClientOptions): ClientFor => {
  const client = new WebClient(token, backgroundClientOptions(options))
  return async () => client
}

/** Clients by the installations there are, at most a thousand at a time (SLACK.md, traps 6 and 10). */
export const clientsOf = (installations: Installations, options: WebClientOptions): ClientFor => {
  const clients = new LRUCache<string, WebClient>({ max: MAX_CLIENTS })
  return async (workspace) => {
    const found = await installations
      .find({ ...workspace, organisationWide: false })
      .catch((cause: unknown) => {
        throw new Unauthorised('unavailable', { cause })
      })
    if (!found.ok) throw new Unauthorised('unavailable')
    if (found.value === null) return null
    const { botToken } = found.value
    const { teamId } = workspace
    // The token is part of the key: a workspace that installs again has another.
    const key = `${teamId} ${botToken}`
    const client =
      clients.get(key) ?? new WebClient(botToken, { ...backgroundClientOptions(options), teamId })
    clients.set(key, client)
    return client
  }
}
