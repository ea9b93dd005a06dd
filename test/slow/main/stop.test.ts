import { describe, expect, it } from 'vitest'
import { socketMode, startMain, startSurroundings } from '../../support/app/main-process.ts'
import { priya, SECRETS } from '../../support/street-crime.ts'

const startOne = async (mode: string) => {
  const { http, slack, postcodeArea } = await startSurroundings()
  const main = startMain(mode === 'http' ? http : socketMode(http))
  const open = main.nextLog('a socket to Slack is open')
  const port = await main.listening
  const url = `http://127.0.0.1:${port}`
  if (mode === 'http') slack.deliverTo(`${url}/slack/events`)
  else await open
  return { slack, postcodeArea, main, url }
}

describe.each(['http', 'socket'])('SIGTERM (%s)', (mode) => {
  it('with a look-up under way: the person has the answer, no new request is taken, exit 0', async () => {
    const { slack, postcodeArea, main, url } = await startOne(mode)
    const release = postcodeArea.hold()
    const called = postcodeArea.nextCall()
    await slack.command({ ...priya, text: 'LE1 1WA' })
    await called
    const stopping = main.nextLog('stopping')
    main.kill('SIGTERM')
    await stopping
    const status = () =>
      fetch(`${url}/readyz`).then(
        (response) => response.status,
        () => 'refused',
      )
    expect(await status()).not.toBe(200)
    await expect.poll(status, { timeout: 10_000 }).toBe('refused')
    const answered = slack.nextMessage()
    release()
    expect((await answered).text).toContain('Street crime near LE1 1WA')
    expect(await main.ended).toEqual({ code: 0, signal: null })
    expect(main.logLines().at(-1)?.msg).toBe('stopped')
    expect(slack.rejections).toEqual([])
  })

  it('a second signal changes nothing', async () => {
    const { main } = await startOne(mode)
    main.kill('SIGINT')
    main.kill('SIGTERM')
    expect(await main.ended).toEqual({ code: 0, signal: null })
    expect(main.logLines().filter(({ msg }) => msg === 'stopping')).toHaveLength(1)
  })
})

it('SIGTERM before Slack was ever reached: exit 0', async () => {
  const { http, slack } = await startSurroundings()
  await slack.close()
  const main = startMain(socketMode(http))
  await main.nextLog('a socket to Slack could not be opened')
  main.kill('SIGTERM')
  expect(await main.ended).toEqual({ code: 0, signal: null })
  expect(main.logLines().filter(({ level }) => level === 'fatal')).toEqual([])
})

describe('an uncaught error', () => {
  it.each([
    ['an unhandled rejection', 'Promise.reject(new Error(process.env.POSTCODEAREA_API_KEY))'],
    // As @slack/socket-mode rejects when it reconnects: github.com/slackapi/node-slack-sdk, SocketModeClient.ts
    ['an unhandled rejection without a reason', 'Promise.reject()'],
    ['an uncaught exception', 'setImmediate(() => { throw new Error("thrown") })'],
  ])('%s is logged, and the process ends for its supervisor to start anew', async (_, defect) => {
    const { http } = await startSurroundings()
    const main = startMain(http, `await import('./src/main.ts'); ${defect}`)
    expect(await main.ended).toEqual({ code: 1, signal: null })
    const fatal = main.logLines().find(({ level }) => level === 'fatal')
    expect(fatal?.msg).toMatch(/^an (unhandled rejection|uncaught exception): stopping, to be restarted$/)
    expect(main.stdout()).not.toContain(SECRETS.apiKey)
    expect(main.stderr()).toBe('')
  })
})
