import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { startProgram, startSurroundings } from '../../support/app/main-process.ts'
import { SECRETS } from '../../support/street-crime.ts'

const ROOT = join(import.meta.dirname, '../../..')
const hooksFile: unknown = JSON.parse(readFileSync(join(ROOT, '.slack/hooks.json'), 'utf8'))

/** The command of a hook as the CLI runs it, parted at its spaces and by no shell. */
const commandOf = (hook: string): readonly string[] => {
  const command: unknown = Object(Object(hooksFile).hooks)[hook]
  if (typeof command !== 'string') throw new Error(`hooks.json has no ${hook}`)
  return command.split(/\s+/)
}

/** Runs a hook by a protocol of github.com/slackapi/slack-cli, internal/hooks, and gives its answer as the CLI reads it. */
const ask = (hook: string, protocol: 'default' | 'message-boundaries'): unknown => {
  const [program = '', ...args] = commandOf(hook)
  const boundary = '3561f3a3c5576e2ce0dc0d1e268bb9b2'
  const named = protocol === 'default' ? [] : [`--protocol=${protocol}`, `--boundary=${boundary}`]
  const stdout = execFileSync(program, [...args, `--source=${ROOT}`, ...named], {
    cwd: ROOT,
    encoding: 'utf8',
  })
  if (protocol === 'default') return JSON.parse(stdout)
  const [before, answer = '', after] = stdout.split(boundary)
  expect([before, after?.trim()]).toEqual(['', ''])
  return JSON.parse(answer)
}

describe.each(['default', 'message-boundaries'] as const)('the hooks of the Slack CLI, by %s', (protocol) => {
  it('get-hooks names every hook, and says that the app connects by itself', () => {
    expect(ask('get-hooks', protocol)).toEqual(hooksFile)
    expect(hooksFile).toMatchObject({
      hooks: { 'get-manifest': expect.any(String), start: expect.any(String) },
      config: { 'sdk-managed-connection-enabled': true },
    })
  })

  it('get-manifest is manifest.yml, in Socket Mode', () => {
    const manifest = parse(readFileSync(join(ROOT, 'manifest.yml'), 'utf8'))
    expect(ask('get-manifest', protocol)).toEqual({
      ...manifest,
      settings: { ...manifest.settings, socket_mode_enabled: true },
    })
  })
})

describe('start', () => {
  const [, ...start] = commandOf('start')

  it('runs the app over sockets with the tokens of the CLI, and ends with it', async () => {
    const { http, slack } = await startSurroundings()
    const open = slack.nextEvent((event) => event.kind === 'sockets' && event.count === 2)
    const variables = { ...http, SLACK_BOT_TOKEN: 'xoxb-of-.env', SLACK_SIGNING_SECRET: '' }
    const cli = { SLACK_CLI_XAPP: SECRETS.appToken, SLACK_CLI_XOXB: SECRETS.botToken }
    const run = startProgram(start, { ...variables, ...cli, PATH: process.env.PATH ?? '' })
    await open
    run.kill('SIGTERM')
    expect(await run.ended).toEqual({ code: 0, signal: null })
  })

  it('ends as the app does where a variable is missing', async () => {
    const { http } = await startSurroundings()
    const cli = { SLACK_CLI_XAPP: SECRETS.appToken, SLACK_CLI_XOXB: SECRETS.botToken }
    const run = startProgram(start, { ...http, ...cli, POSTCODEAREA_API_KEY: '' })
    expect(await run.ended).toEqual({ code: 1, signal: null })
    expect(run.stderr()).toMatch(/POSTCODEAREA_API_KEY: /)
    expect(run.stderr()).not.toMatch(/SLACK_/)
  })

  it('says what it needs where the CLI has given no tokens', () => {
    const run = spawnSync(process.execPath, start, { cwd: ROOT, env: {}, encoding: 'utf8' })
    expect([run.status, run.stderr]).toEqual([1, expect.stringContaining('SLACK_CLI_XAPP')])
  })
})
