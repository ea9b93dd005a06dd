import type { Context } from '@slack/bolt'
import { WebClient, type WebClientOptions } from '@slack/web-api'
import { LRUCache } from 'lru-cache'

/** A client takes 26 KB, since it has a function for each of Slack's 280 methods; making one takes 50 microseconds. */
export const MAX_CLIENTS = 200

/** Clients of Slack's Web API, one a token and workspace. */
export type ClientPool = {
  /** `teamId` goes with every call: the one token of an organisation is for all of its workspaces. */
  readonly clientOf: (token: string, teamId: string | undefined) => WebClient
  readonly size: () => number
}

/**
 * A pool that drops the client that was not used for the longest. `headers` are left out of the options: a client
 * writes its token into that object, which all clients would share.
 */
export const createClientPool = (
  { headers: _, ...options }: WebClientOptions,
  max = MAX_CLIENTS,
): ClientPool => {
  const clients = new LRUCache<string, WebClient>({ max })
  return {
    clientOf: (token, teamId) => {
      const key = `${teamId} ${token}`
      const client =
        clients.get(key) ?? new WebClient(token, { ...options, ...(teamId === undefined ? {} : { teamId }) })
      clients.set(key, client)
      return client
    },
    size: () => clients.size,
  }
}

/**
 * The part of what `authorize` gives Bolt that lets listeners call Slack. No token: Bolt makes a client for each one it
 * is given, whether a listener uses it or not, and keeps it for ever (github.com/slackapi/bolt-js, App.ts,
 * WebClientPool).
 */
export const authorizedClient = (client: () => WebClient) => ({ slackClient: client })

/** The client with which a listener calls Slack, in the workspace of its request. Bolt's own has no token. */
export const clientIn = (context: Context): WebClient => {
  const client: unknown = context.slackClient
  if (typeof client !== 'function') throw new TypeError('Requests of this kind are not authorized')
  return client()
}
