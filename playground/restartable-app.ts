import { type Output, startAppProcess } from './app-process.ts'

/** The app as one that can be started again, with other settings, on the same port and folder. */
export type AppAgain = {
  /** Of the first start. */
  healthy: Promise<void>
  /** Resolves when its database is there too. */
  ready(): Promise<void>
  /** Resolves when it has ended without being started again, with the words for how. */
  ended: Promise<string>
  /** Ends it and starts it with these settings in place of what they were. Resolves once it is ready. */
  again(settings: Readonly<Record<string, string>>): Promise<void>
  stop(): Promise<void>
}

/** Runs the app; `env` is its whole environment. */
export function startAppAgain(env: NodeJS.ProcessEnv, output: Output): AppAgain {
  const ended = Promise.withResolvers<string>()
  let stopped = false
  let app = start({})

  function start(settings: Readonly<Record<string, string>>) {
    const started = startAppProcess({ ...env, ...settings }, output)
    // The one that gives way to another has not ended: it is away.
    void started.ended.then((words) => {
      if (app === started) ended.resolve(words)
    })
    return started
  }

  return {
    healthy: app.healthy,
    ready: () => app.ready(),
    ended: ended.promise,
    again: async (settings) => {
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
