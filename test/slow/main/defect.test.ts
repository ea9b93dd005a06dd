import { expect, it } from 'vitest'
import { startMain, startSurroundings } from '../../support/app/main-process.ts'
import { priya } from '../../support/street-crime.ts'

// The defect comes when it is sent for, in the midst of work.
const ON_SIGNAL = `process.on('SIGUSR2', () => { Promise.reject(new Error('a defect')) })
await import('./src/main.ts')`

it('an unhandled rejection ends the process only once the work under way is done', async () => {
  const { http, slack, postcodeArea } = await startSurroundings()
  const main = startMain(http, ON_SIGNAL)
  const url = `http://127.0.0.1:${await main.listening}`
  slack.deliverTo(`${url}/slack/events`)
  const release = postcodeArea.hold()
  const called = postcodeArea.nextCall()
  await slack.command({ ...priya, text: 'LE1 1WA' })
  await called
  const stopping = main.nextLog('stopping')
  main.kill('SIGUSR2')
  await stopping
  await expect(fetch(`${url}/healthz`)).rejects.toThrow()
  const answered = slack.nextMessage()
  release()
  expect((await answered).text).toContain('Street crime near LE1 1WA')
  expect(await main.ended).toEqual({ code: 1, signal: null })
  expect(main.logLines().at(-1)?.msg).toBe('stopped')
})

it('METRICS_TOKEN opens /metrics of the real process', async () => {
  const { http } = await startSurroundings()
  const main = startMain({ ...http, METRICS_TOKEN: 'placeholder-metrics', WORKSPACE_DAILY_LOOKUPS: '5' })
  const url = `http://127.0.0.1:${await main.listening}/metrics`
  expect((await fetch(url)).status).toBe(401)
  const page = await fetch(url, { headers: { authorization: 'Bearer placeholder-metrics' } })
  expect(page.status).toBe(200)
  expect(await page.text()).toContain('nodejs_eventloop_lag_seconds')
})
