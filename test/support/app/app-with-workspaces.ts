import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { onTestFinished } from 'vitest'
import { parse } from 'yaml'
import { startPostcodeArea } from '../../../playground/postcodearea/server.ts'
import { type SlackOptions, startSlack } from '../../../playground/slack/slack.ts'
import { manyWorkspaces } from '../../../playground/slack/workspace/example-workspaces.ts'
import { createApp } from '../../../src/app.ts'
import { readConfig, secretsOf } from '../../../src/config/config.ts'
import { createDatabase } from '../../../src/database/database.ts'
import type { DatabaseConfig } from '../../../src/database/database-config.ts'
import { createAlertRepository } from '../../../src/features/alerts/store/alert-repository.ts'
import type { RunningWorker } from '../../../src/features/alerts/worker/worker.ts'
import { createSavedPlaceRepository } from '../../../src/features/home/saved-place-repository.ts'
import { createReadHomeRows } from '../../../src/home-rows.ts'
import { createLookup } from '../../../src/lookup/lookup.ts'
import { createQuota } from '../../../src/lookup/quota.ts'
import { createLog } from '../../../src/observability/log.ts'
import { createPrometheus, NO_METRICS } from '../../../src/observability/metrics.ts'
import { createPostcodeArea } from '../../../src/postcodearea/client.ts'
import { createDispatcher } from '../../../src/postcodearea/retry-and-timeouts.ts'
import { createWorkspaces } from '../../../src/workspaces/workspaces.ts'
import { migrateOnce } from '../../database/support/open.ts'
import { DISPATCHER_TIMINGS_IN_TESTS, SUPPLIED_MONTH } from '../street-crime.ts'
import { startFastWorker } from './alert-worker.ts'
import { collectLog } from './log-lines.ts'

/** Words that open nothing anywhere else. */
export const OAUTH_SECRETS = {
  apiKey: 'pa_PLACEHOLDER',
  signingSecret: 'placeholder-signing-secret',
  clientSecret: 'placeholder-client-secret',
  stateSecret: 'placeholder-state-secret',
}
export const CLIENT_ID = '111.222'
export const PUBLIC_URL = 'https://crime.example.com'

const manifest = parse(readFileSync(new URL('../../../manifest.yml', import.meta.url), 'utf8'))

/** A key as ENCRYPTION_KEY takes it. */
export const newKey = (): string => randomBytes(32).toString('base64')

/** A Slack with several workspaces and an organisation, and a supplier. Both close with the test. */
export const startSlackAndSupplier = async (options: Partial<SlackOptions> = {}) => {
  const { signingSecret, clientSecret, apiKey } = OAUTH_SECRETS
  const postcodeArea = await startPostcodeArea({ key: apiKey, month: SUPPLIED_MONTH })
  const slack = await startSlack({
    signingSecret,
    manifest,
    oauth: { clientId: CLIENT_ID, clientSecret },
    workspaces: manyWorkspaces,
    ...options,
  })
  onTestFinished(async () => {
    await slack.close()
    await postcodeArea.close()
  })
  return { slack, postcodeArea }
}

export type SlackAndSupplier = Awaited<ReturnType<typeof startSlackAndSupplier>>

export type ManyOptions = {
  readonly servers: SlackAndSupplier
  readonly place: DatabaseConfig
  readonly encryptionKey: string
  readonly env?: Readonly<Record<string, string>>
  /** Default false. The real queue and engine, in more of a hurry, which sweep when they are told. */
  readonly alertWorker?: boolean
}

/** The real app in OAuth mode as one process. `later` moves its clock, in ms; it stops with the test. */
export const startAppWithWorkspaces = async ({
  servers,
  place,
  encryptionKey,
  env = {},
  alertWorker = false,
}: ManyOptions) => {
  const { slack, postcodeArea } = servers
  const { apiKey, signingSecret, clientSecret, stateSecret } = OAUTH_SECRETS
  let ahead = 0
  const clock = () => Date.now() + ahead
  const config = readConfig({
    POSTCODEAREA_API_KEY: apiKey,
    POSTCODEAREA_API_URL: postcodeArea.url,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_CLIENT_ID: CLIENT_ID,
    SLACK_CLIENT_SECRET: clientSecret,
    SLACK_STATE_SECRET: stateSecret,
    SLACK_API_URL: slack.apiUrl,
    PUBLIC_URL,
    ENCRYPTION_KEY: encryptionKey,
    HOST: '127.0.0.1',
    PORT: '0',
    LOG_LEVEL: 'trace',
    ...(place.kind === 'postgres' ? { DATABASE_URL: place.url } : { DATA_DIR: place.dataDir }),
    ...env,
  })
  if (config.slack.kind !== 'oauth') throw new Error('This is for OAuth')
  const { destination, lines, text, next } = collectLog()
  const log = createLog({ level: config.logLevel, secrets: secretsOf(config), destination })
  await migrateOnce(place)
  const database = createDatabase({ config: place, log, onFatal: () => undefined })
  const { encryptionKeys } = config.slack
  const workspaces = createWorkspaces({ database, clock, log, encryptionKeys })
  const dispatcher = createDispatcher(DISPATCHER_TIMINGS_IN_TESTS)
  const supplier = createPostcodeArea({ ...config.postcodeArea, clock, dispatcher })
  const metrics = config.metricsToken === null ? NO_METRICS : await createPrometheus()
  const lookup = createLookup({ supplier, clock, maxBytes: config.cacheMaxBytes, log })
  let alerts: RunningWorker | undefined
  let jobsRemoved: Promise<void> | undefined
  const app = createApp({
    config,
    log,
    clock,
    lookup,
    places: createSavedPlaceRepository(database, workspaces.register),
    alerts: createAlertRepository(database, workspaces.register),
    readHomeRows: createReadHomeRows(database, createQuota({ clock, dailyLimit: null, store: null })),
    metrics,
    afterUninstall: () => {
      jobsRemoved = alerts?.removeOrphanedJobs()
    },
    workspaces,
    databaseReady: () => database.state() === 'ready',
    onRefused: () => undefined,
  })
  database.open()
  await database.ready()
  const { port } = await app.start()
  const url = `http://127.0.0.1:${port}`
  const { clientFor } = app
  if (alertWorker)
    alerts = await startFastWorker({ database, lookup, clientFor, log, metrics, ahead: () => ahead })
  slack.deliverTo(`${url}/slack/events`)
  let closed: Promise<void> | undefined
  const close = (): Promise<void> => {
    closed ??= (async () => {
      await jobsRemoved
      await Promise.all([app.stop(1_000), alerts?.stop(1_000)])
      lookup.close()
      await dispatcher.destroy()
      await database.close()
    })()
    return closed
  }
  onTestFinished(close)
  const later = (ms: number) => {
    ahead += ms
  }
  /** The first line that holds these words, of before or to come. */
  const logged = async (words: string) => lines().find(({ msg }) => msg.includes(words)) ?? next(words)
  return {
    app,
    /** The jobs of alerts; throws where there is no worker. */
    jobs: () => {
      if (alerts === undefined) throw new Error('there is no alert worker')
      return alerts.jobs
    },
    /** Resolves once the jobs of what was uninstalled last are gone, which nobody else waits for. */
    jobsRemoved: () => jobsRemoved,
    url,
    database,
    workspaces,
    logText: text,
    logLines: lines,
    nextLog: next,
    logged,
    later,
    close,
  }
}

export type AppWithWorkspaces = Awaited<ReturnType<typeof startAppWithWorkspaces>>

const locationOf = (response: Response): string => response.headers.get('location') ?? ''

/** Begins to install, as a browser does: the address of Slack's page, and the cookie of the state. */
export const beginInstall = async ({ url }: Pick<AppWithWorkspaces, 'url'>) => {
  const begun = await fetch(`${url}/slack/install`, { redirect: 'manual' })
  const cookie = (begun.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  return { begun, cookie, authorize: new URL(locationOf(begun)) }
}

/** Where Slack sends the browser back to once somebody has chosen: a workspace, an organisation, or "none". */
export const chosen = async (authorize: URL, id: string): Promise<URL> => {
  authorize.searchParams.set('playground_install', id)
  return new URL(locationOf(await fetch(authorize, { redirect: 'manual' })))
}

/** Comes back from Slack: the browser's last step, to the app wherever it is. */
export const comeBack = (
  { url }: Pick<AppWithWorkspaces, 'url'>,
  back: URL,
  cookie: string,
): Promise<Response> =>
  fetch(`${url}${back.pathname}${back.search}`, { headers: { cookie }, redirect: 'manual' })

/** Installs in a workspace ("T…") or a whole organisation ("E…") by real HTTP; gives the page at the end. */
export const install = async (many: Pick<AppWithWorkspaces, 'url'>, id: string) => {
  const { cookie, authorize } = await beginInstall(many)
  const response = await comeBack(many, await chosen(authorize, id), cookie)
  return { status: response.status, headers: response.headers, page: await response.text() }
}
