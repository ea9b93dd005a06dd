import type { Context, Logger } from '@slack/bolt'
import type { WebClient, WebClientOptions } from '@slack/web-api'
import { LRUCache } from 'lru-cache'
import type { ErrorLog } from '../respond.ts'
import { createFetch, type FetchOptions } from './fetch.ts'
import { MessageClient } from './text-fallback.ts'

const LISTENERS: FetchOptions = { retryDelaysMs: [500, 1_000] }

/** How background jobs call Slack, which wait and retry by themselves. */
export const BACKGROUND: FetchOptions = { maxWaitMs: 0 }

/**
 * How installing calls Slack, while somebody's browser waits: a code is good for one try anyway. It makes two calls,
 * oauth.v2.access and auth.test, beside statements of 4 s at most each; the server closes the connection of a browser
 * that has had no answer for 30 s.
 */
export const INSTALLING: FetchOptions = { timeoutMs: 8_000, maxWaitMs: 0 }

/**
 * How Slack is called, by default for listeners: with the time limits, the waits and the retries of `createFetch`.
 * Never set `headers`: all clients share that object, and each writes its token into it.
 */
export const clientOptions = (slackApiUrl: string, logger: Logger, sending = LISTENERS) =>
  ({
    slackApiUrl,
    allowAbsoluteUrls: false,
    logger,
    fetch: createFetch(sending),
    // A WebClient that waits out a 429 by itself stops every other call of its workspace meanwhile.
    rejectRateLimitedCalls: true,
    // It would send a post again whose answer was lost.
    retryConfig: { retries: 0 },
  }) satisfies WebClientOptions

/** A client takes 26 KB, since it has a function for each of Slack's 280 methods; making one takes 50 microseconds. */
const MAX_CLIENTS = 200

/**
 * Clients of Slack's Web API, one a token and workspace; the one that was not used for the longest is dropped. `headers`
 * are left out of the options: a client writes its token into that object, which all clients would share.
 */
export const createClientPool = (
  { headers: _, ...options }: WebClientOptions,
  log: ErrorLog,
  max = MAX_CLIENTS,
) => {
  const clients = new LRUCache<string, WebClient>({ max })
  return {
    /** `teamId` goes with every call: the one token of an organisation is for all of its workspaces. */
    clientOf: (token: string, teamId: string | undefined): WebClient => {
      const key = `${teamId} ${token}`
      const client =
        clients.get(key) ??
        new MessageClient(token, { ...options, ...(teamId === undefined ? {} : { teamId }) }, log)
      clients.set(key, client)
      return client
    },
    size: (): number => clients.size,
  }
}

export type ClientPool = ReturnType<typeof createClientPool>

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
