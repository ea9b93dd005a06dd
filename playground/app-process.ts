import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import manifest from '../package.json' with { type: 'json' }

/** What `npm start` hands to node: options, then the file, from the project's folder. */
export const START: readonly string[] = manifest.scripts.start.split(' ').slice(1)

/** Where the app's log goes: to this terminal, nowhere, or to a function. */
export type Output = 'inherit' | 'ignore' | ((text: string) => void)

/** The app takes ten seconds at most to finish running work. */
const STOP_WITHIN_MS = 15_000
const ASK_EVERY_MS = 50

export type AppProcess = {
  /** Resolves when the app answers /healthz; rejects when it ends before that. */
  healthy: Promise<void>
  /** Resolves when its database is there too, which over OAuth it needs for everything; rejects like `healthy`. */
  ready(): Promise<void>
  /** Resolves when the process has ended, with the reason. */
  ended: Promise<string>
  stop(): Promise<void>
}

/**
 * Runs the real app as a process of its own, as `npm start` would.
 * @param env its whole environment; PORT says where it is asked for its health
 */
function startAppProcess(env: NodeJS.ProcessEnv, output: Output): AppProcess {
  const root = `${import.meta.dirname}/..`
  const stream = typeof output === 'string' ? output : 'pipe'
  const child = spawn(process.execPath, START, {
    cwd: root,
    env,
    stdio: ['ignore', stream, stream],
  })
  if (typeof output !== 'string')
    for (const lines of [child.stdout, child.stderr]) lines?.setEncoding('utf8').on('data', output)
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) => resolve(signal ? `signal ${signal}` : `exit code ${code}`))
  })
  const url = `http://127.0.0.1:${env.PORT}`
  return {
    healthy: answers(`${url}/healthz`, 'alive', ended),
    ready: () => answers(`${url}/readyz`, 'ready', ended),
    ended,
    stop: () => stop(child),
  }
}

/** @returns a port that was free a moment ago, for a process that has to be told one */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address ? address.port : 0
}

/** Waits until the app reports this status. */
async function answers(url: string, status: string, ended: Promise<string>): Promise<void> {
  let endReason: string | undefined
  ended.then((reason) => {
    endReason = reason
  })
  while (endReason === undefined) {
    const body = await fetch(url)
      .then((response) => response.json())
      .catch(() => undefined)
    if (Object(body).status === status) return
    await Promise.race([pause(ASK_EVERY_MS), ended])
  }
  throw new Error(`The app ended before it was ready (${endReason}). See its log above.`)
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
  const gone = once(child, 'exit')
  // Not SIGTERM, at which it serves on for three seconds: no balancer stands before it here.
  child.kill('SIGINT')
  const lastResort = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS)
  await gone
  clearTimeout(lastResort)
}

/** An app that can be started again with other settings, on the same port and folder. */
export type RestartableApp = {
  /** Of the first start. */
  healthy: Promise<void>
  /** Resolves when its database is there too. */
  ready(): Promise<void>
  /** Resolves when it has ended without a restart, with the reason. */
  ended: Promise<string>
  /** Ends it and starts it with these settings in place of what they were. Resolves once it is ready. */
  restart(settings: Readonly<Record<string, string>>): Promise<void>
  stop(): Promise<void>
}

/** Runs the app; `env` is its whole environment. */
export function startRestartableApp(env: NodeJS.ProcessEnv, output: Output): RestartableApp {
  const ended = Promise.withResolvers<string>()
  let stopped = false
  let app = start({})

  function start(settings: Readonly<Record<string, string>>) {
    const started = startAppProcess({ ...env, ...settings }, output)
    // The process that a restart replaces does not count as ended.
    void started.ended.then((reason) => {
      if (app === started) ended.resolve(reason)
    })
    return started
  }

  return {
    healthy: app.healthy,
    ready: () => app.ready(),
    ended: ended.promise,
    restart: async (settings) => {
      const before = app
      app = { ...before }
      await before.stop()
      if (stopped) return ended.resolve('stopped')
      app = start(settings)
      await app.ready()
    },
    stop: async () => {
      stopped = true
      await app.stop()
    },
  }
}
