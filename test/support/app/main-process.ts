import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { onTestFinished } from 'vitest'
import { appEnvironment } from '../../../playground/app-environment.ts'
import { START } from '../../../playground/app-process.ts'
import { startPostcodeArea } from '../../../playground/postcodearea/server.ts'
import { type SlackOptions, startSlack } from '../../../playground/slack/slack.ts'
import { SECRETS, SUPPLIED_MONTH } from '../street-crime.ts'
import { collectLog } from './log-lines.ts'

const ROOT = `${import.meta.dirname}/../../..`

const peakBytes = async (pid: number | undefined): Promise<number> => {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) * 1_024
}

/** Runs a program of the project with exactly these variables. Killed when the test has ended. */
export const startProgram = (args: readonly string[], variables: Record<string, string>) => {
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: variables,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const log = collectLog()
  let rest = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = `${rest}${chunk}`.split('\n')
    rest = lines.pop() ?? ''
    if (lines.length > 0) log.destination.write(`${lines.join('\n')}\n`)
  })
  let stderr = ''
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    stderr += chunk
  })
  const ended = once(child, 'close').then(([code, signal]) => ({ code, signal }))
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await ended
  })
  return {
    /** The port, once it listens. */
    listening: log.next('listening').then(({ port }) => Number(port)),
    ended,
    /** The most that the process has had resident so far, in bytes; Linux only. */
    peakMemory: () => peakBytes(child.pid),
    kill: (signal: NodeJS.Signals) => void child.kill(signal),
    nextLog: log.next,
    logLines: log.lines,
    stdout: log.text,
    stderr: () => stderr,
  }
}

/** Runs the app as npm start does, or code that imports it. */
export const startMain = (variables: Record<string, string>, code?: string) =>
  startProgram(code === undefined ? START : ['--input-type=module', '-e', code], variables)

// Nobody listens there: what these tests ask of the process needs no database.
const NO_DATABASE = 'postgres://nobody@127.0.0.1:1/none'

/** A supplier and a Slack, and the variables with which the app finds them. */
export const startSurroundings = async (slackOptions: Partial<SlackOptions> = {}) => {
  const postcodeArea = await startPostcodeArea({ key: SECRETS.apiKey, month: SUPPLIED_MONTH })
  const slack = await startSlack({ ...SECRETS, ...slackOptions })
  onTestFinished(async () => {
    await slack.close()
    await postcodeArea.close()
  })
  const place = {
    ...SECRETS,
    apiUrl: postcodeArea.url,
    slackApiUrl: slack.apiUrl,
    port: 0,
    dataDir: 'unused',
  }
  return { postcodeArea, slack, http: { ...appEnvironment(place), DATABASE_URL: NO_DATABASE } }
}

/** The variables of Socket Mode, given those of HTTP. */
export const socketMode = (http: Record<string, string>) => ({
  ...http,
  SLACK_SIGNING_SECRET: '',
  SLACK_APP_TOKEN: SECRETS.appToken,
})

/** A port on which somebody else listens until the test has ended. */
export const takenPort = async (): Promise<string> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return String(Object(server.address()).port)
}
