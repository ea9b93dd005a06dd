import { chmod, lstat, mkdtemp, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, inject, it, onTestFinished } from 'vitest'
import { startSlack } from '../../../playground/slack/slack.ts'
import { socketMode, startMain, startSurroundings, takenPort } from '../../support/app/main-process.ts'
import { priya, SECRETS } from '../../support/street-crime.ts'

const everySecret = (text: string) => Object.values(SECRETS).filter((secret) => text.includes(secret))

describe('a process that cannot start', () => {
  it('names every bad variable, shows no value and no stack trace, and exits 1', async () => {
    const { http } = await startSurroundings()
    const bad = {
      ...http,
      POSTCODEAREA_API_KEY: '',
      SLACK_BOT_TOKEN: 'xoxp-a-secret',
      PORT: 'many',
      LOG_LEVEL: 'loud',
    }
    const main = startMain(bad)
    expect(await main.ended).toEqual({ code: 1, signal: null })
    expect(main.stderr().split('\n')).toEqual([
      'Street Crime cannot start. To put right, in the environment or in .env:',
      expect.stringMatching(/^ {2}POSTCODEAREA_API_KEY: /),
      expect.stringMatching(/^ {2}SLACK_BOT_TOKEN: /),
      expect.stringMatching(/^ {2}PORT: /),
      expect.stringMatching(/^ {2}LOG_LEVEL: /),
      '',
    ])
    expect(main.stderr()).not.toMatch(/xoxp|many|loud| at |node:/)
    expect(everySecret(main.stderr())).toEqual([])
    expect(main.stdout()).toBe('')
  })

  it.each(['http', 'socket'])('a port that is taken is one sentence (%s)', async (mode) => {
    const { http } = await startSurroundings()
    const port = await takenPort()
    const main = startMain({ ...(mode === 'http' ? http : socketMode(http)), PORT: port })
    expect(await main.ended).toEqual({ code: 1, signal: null })
    expect(main.logLines()).toEqual([
      {
        level: 'fatal',
        time: expect.any(String),
        code: 'EADDRINUSE',
        msg: 'cannot listen: is HOST an address of this machine, and PORT free?',
      },
    ])
    expect(main.stderr()).toBe('')
  })

  it('an app token that Slack refuses', async () => {
    const { http } = await startSurroundings({ appToken: 'xapp-1-another' })
    const main = startMain(socketMode(http))
    expect(await main.ended).toEqual({ code: 1, signal: null })
    expect(main.logLines().find(({ level }) => level === 'fatal')).toMatchObject({
      msg: 'Slack does not accept SLACK_APP_TOKEN: make one with the scope connections:write',
    })
    expect(everySecret(main.stdout())).toEqual([])
  })
})

describe('a process that starts', () => {
  it.each(['http', 'socket'])(
    'serves while Slack is unreachable, and logs one JSON object a line (%s)',
    async (mode) => {
      const { http, slack, postcodeArea } = await startSurroundings()
      await slack.close()
      const main = startMain(mode === 'http' ? http : socketMode(http))
      const port = await main.listening
      expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200)
      expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(503)
      const open = main.nextLog('a socket to Slack is open')
      const back = await startSlack({ ...SECRETS, port: Number(new URL(slack.url).port) })
      try {
        if (mode === 'http') back.deliverTo(`http://127.0.0.1:${port}/slack/events`)
        else await open
        const answered = back.nextMessage()
        await back.command({ ...priya, text: 'LE1 1WA' })
        expect((await answered).text).toContain('Street crime near LE1 1WA')
        expect(postcodeArea.calls).toHaveLength(1)
      } finally {
        main.kill('SIGTERM')
        await main.ended
        await back.close()
      }
      for (const line of main.logLines())
        expect(line).toMatchObject({ level: expect.any(String), msg: expect.any(String) })
      expect(main.stdout()).not.toContain('\u001b')
      expect(main.stderr()).toBe('')
    },
  )

  it('keeps its database where nobody else can read or write', async () => {
    const { http } = await startSurroundings()
    const folder = await mkdtemp(join(inject('runFolder'), 'shared-'))
    onTestFinished(() => rm(folder, { recursive: true, force: true }))
    await chmod(folder, 0o777)
    const main = startMain({ ...http, DATABASE_URL: '', DATA_DIR: folder })
    await main.nextLog('the database is ready')
    const entries = ['.', ...(await readdir(folder, { recursive: true }))]
    const open: string[] = []
    for (const name of entries) if (((await lstat(join(folder, name))).mode & 0o077) !== 0) open.push(name)
    expect(open).toEqual([])
    expect(entries).toContain(join('database', 'PG_VERSION'))
  })

  it('a bot token that Slack refuses is logged once, and commands are answered all the same', async () => {
    const { http, slack } = await startSurroundings({ botToken: 'xoxb-another' })
    const main = startMain(http)
    const told = main.nextLog('Slack refuses SLACK_BOT_TOKEN')
    slack.deliverTo(`http://127.0.0.1:${await main.listening}/slack/events`)
    expect(await told).toMatchObject({ level: 'error', reason: 'invalid_auth' })
    const answered = slack.nextMessage()
    await slack.command({ ...priya, text: 'LE1 1WA' })
    expect((await answered).text).toContain('Street crime near LE1 1WA')
  })
})
