import type { Context, Logger } from '@slack/bolt'
import type { WebClient, WebClientOptions } from '@slack/web-api'
import { LRUCache } from 'lru-cache'
import type { ErrorLog } from '../respond.ts'
import { createFetch } from './fetch.ts'
import { MessageClient } from './text-fallback.ts'

/**
 * How listeners call Slack: with the time limits and the waits of `createFetch`, and retried where nothing was answered.
 * Never set `headers`: all clients share that object, and each writes its token into it.
 */
export const clientOptions = (slackApiUrl: string, logger: Logger): WebClientOptions => ({
  slackApiUrl,
  allowAbsoluteUrls: false,
  logger,
  fetch: createFetch(),
  // A WebClient that waits out a 429 by itself stops every other call of its workspace meanwhile.
  rejectRateLimitedCalls: true,
  retryConfig: { retries: 2, factor: 2, minTimeout: 500, maxTimeout: 5_000 },
})

/** The same for background jobs, which wait and retry by themselves. */
export const backgroundClientOptions = (options: WebClientOptions): WebClientOptions => ({
  ...options,
  fetch: createFetch({ maxWaitMs: () => 0 }),
  rejectRateLimitedCalls: true,
  retryConfig: { retries: 0 },
})

/** A client takes 26 KB, since it has a function for each of Slack's 280 methods; making one takes 50 microseconds. */
const MAX_CLIENTS = 200

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
  log: ErrorLog,
  max = MAX_CLIENTS,
): ClientPool => {
  const clients = new LRUCache<string, WebClient>({ max })
  return {
    clientOf: (token, teamId) => {
      const key = `${teamId} ${token}`
      const client =
        clients.get(key) ??
        new MessageClient(token, { ...options, ...(teamId === undefined ? {} : { teamId }) }, log)
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
