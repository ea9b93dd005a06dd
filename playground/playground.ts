import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'yaml'
import { appEnvironment } from './app-environment.ts'
import { freePort, type Output, startRestartableApp } from './app-process.ts'
import { examples, oddities } from './example-commands.ts'
import { isReadOnly, shortcutsIn } from './page/build-snapshot.ts'
import { loadExamples } from './page/gallery.ts'
import { startPage } from './page/server.ts'
import { type PostcodeAreaOptions, startPostcodeArea } from './postcodearea/server.ts'
import { createClock, createMonthPublisher, type MonthPublisher } from './published-month.ts'
import { startSlack } from './slack/slack.ts'
import { manyWorkspaces } from './slack/workspace/example-workspaces.ts'

// What the app asks Slack for: the playground's Slack gives it that and no more.
const MANIFEST = new URL('../manifest.yml', import.meta.url)

/** Credentials of this machine alone. */
const SECRETS = { apiKey: 'pa_PLACEHOLDER', signingSecret: 'playground-signing-secret' }
const ONE = { botToken: 'xoxb-playground' }
const APP_TOKEN = 'xapp-1-playground'
const MANY = {
  clientId: '111.222',
  clientSecret: 'playground-client-secret',
  stateSecret: 'playground-state-secret',
  encryptionKey: Buffer.alloc(32, 'playground').toString('base64'),
}

export type PlaygroundOptions = {
  /** Of the page; 0 for any free one. */
  port: number
  output: Output
  /** Where the app keeps what people save; by default a folder that goes with the playground. */
  dataDir?: string
  /** Of the app's environment, in place of what it would be. */
  env?: Readonly<Record<string, string>>
  /** A file with the month that was published last, so that it does not go back from one start to the next. */
  monthFile?: string
  /** Of this Slack, in milliseconds since the epoch; the app has that of its own process. Default: Date.now. */
  clock?: () => number
  /** Changes or notes what the supplier answers. */
  alter?: PostcodeAreaOptions['alter']
  /** The app listens over sockets, and not over HTTP. */
  socket?: boolean
  /** Several workspaces and an organisation, in which one installs the app oneself. */
  workspaces?: boolean
  /** Gives up on an app that is still starting. */
  giveUp?: AbortSignal
}

export type Playground = {
  url: string
  /** Where the app itself listens, its /readyz among others. */
  appUrl: string
  slack: Awaited<ReturnType<typeof startSlack>>
  postcodeArea: Awaited<ReturnType<typeof startPostcodeArea>>
  publisher: MonthPublisher
  /** Resolves when the app has ended, by itself or not, with the reason. */
  appEnded: Promise<string>
  close(): Promise<void>
}

/**
 * Starts everything on this machine: a supplier, a Slack, the page, and the real app between them.
 * @returns once the app is ready
 * @throws PortTaken, or when the app does not come up; whatever was started is stopped again
 */
export async function startPlayground({
  port,
  output,
  dataDir,
  env: own = {},
  monthFile,
  clock: base = Date.now,
  alter,
  socket = false,
  workspaces = false,
  giveUp,
}: PlaygroundOptions): Promise<Playground> {
  const clock = createClock(base)
  let pageUrl: string | undefined
  const closers: (() => Promise<void>)[] = []
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer()
  }
  try {
    const month = monthFile && (await monthIn(monthFile))
    const postcodeArea = await startPostcodeArea({
      key: SECRETS.apiKey,
      ...(alter && { alter }),
      ...(month && { month }),
    })
    closers.push(() => postcodeArea.close())
    const manifest = parse(await readFile(MANIFEST, 'utf8'))
    const slack = await startSlack({
      signingSecret: SECRETS.signingSecret,
      manifest,
      clock: clock.now,
      ...(socket && { appToken: APP_TOKEN }),
      ...(workspaces ? { oauth: { ...MANY, homeUrl: () => pageUrl }, workspaces: manyWorkspaces } : ONE),
    })
    closers.push(() => slack.close())
    const appPort = await freePort()
    const urls = { apiUrl: postcodeArea.url, slackApiUrl: slack.apiUrl, port: appPort }
    const appUrl = `http://127.0.0.1:${appPort}`
    const mode = workspaces ? { oauth: { ...MANY, publicUrl: appUrl } } : ONE
    const folder = dataDir ?? (await mkdtemp(join(tmpdir(), 'street-crime-')))
    if (dataDir === undefined) closers.push(() => rm(folder, { recursive: true, force: true }))
    // Taken before the page is built: the build sets NODE_ENV, which is no business of the app's.
    const settings = appEnvironment({ ...SECRETS, ...mode, ...urls, dataDir: folder })
    const overSocket = socket ? { SLACK_APP_TOKEN: APP_TOKEN, SLACK_SIGNING_SECRET: '' } : {}
    const env = { ...process.env, ...settings, ...overSocket, ...own }
    const app = startRestartableApp(env, output)
    const keep = async (published: string) => {
      if (monthFile !== undefined) await writeFile(monthFile, published)
    }
    const publisher = createMonthPublisher({ supplier: postcodeArea, app, keep, clock })
    closers.push(app.stop)
    giveUp?.addEventListener('abort', app.stop, { once: true })
    const connected = socket && slack.nextEvent((event) => event.kind === 'sockets' && event.count > 0)
    if (!socket) slack.deliverTo(`${appUrl}/slack/events`)
    await app.healthy
    await connected
    if (workspaces) await app.ready()
    // Last, so that whoever sees the page finds the app behind it.
    const shortcuts = shortcutsIn(manifest)
    const isInstalled = () => slack.tokenOf(slack.workspace.id) !== undefined
    const page = await startPage({
      slack,
      port,
      examples,
      oddities,
      shortcuts,
      conversationReadOnly: isReadOnly(manifest),
      publisher,
      gallery: loadExamples,
      installUrl: () => (isInstalled() ? undefined : `${appUrl}/slack/install`),
    })
    closers.push(page.close)
    pageUrl = page.url
    return {
      url: page.url,
      appUrl,
      slack,
      postcodeArea,
      publisher,
      appEnded: app.ended,
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

/** The month in a file; undefined where there is none. */
async function monthIn(file: string): Promise<string | undefined> {
  const text = await readFile(file, 'utf8').catch(() => '')
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(text) ? text : undefined
}
