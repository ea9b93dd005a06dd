import diagnostics from 'node:diagnostics_channel'
import { expect, it, onTestFinished } from 'vitest'
import { appForEachTest } from '../support/each-test.ts'
import { priya } from '../support/street-crime.ts'

const start = appForEachTest()

/** Every address this process asks for, by whatever client: each of them reports here. */
const spyOnRequests = (): string[] => {
  const asked: string[] = []
  const note = (message: unknown) => {
    const { origin, path } = Object(message).request
    asked.push(`${origin}${path}`)
  }
  diagnostics.subscribe('undici:request:create', note)
  onTestFinished(() => void diagnostics.unsubscribe('undici:request:create', note))
  return asked
}

it.each(['http', 'socket'] as const)(
  'calls SLACK_API_URL, its response_urls and the supplier, nothing else (%s)',
  async (mode) => {
    const asked = spyOnRequests()
    const { ask, pressInPlace, slack, postcodeArea, url } = await start({ mode })
    const all = await pressInPlace(await ask('LE1 1WA burglary'), 'report.all')
    const shared = slack.nextMessage()
    await slack.press({ ...priya, ts: all.ts, actionId: 'report.share' })
    await shared
    await ask('M30 1AA')
    await ask('tea')
    const given = slack.traffic.flatMap(
      ({ request }) =>
        JSON.stringify(request.body).match(/http:[^"\\]*\/(?:commands|actions)\/[^"\\]+/g) ?? [],
    )
    // What this Slack itself sends comes to the app.
    const byApp = asked.filter((address) => !address.startsWith(url))
    const supplier = `${postcodeArea.url}/crime-incidents/?key=pa_PLACEHOLDER&postcode=`
    const kinds = byApp.map((address) => {
      if (given.includes(address)) return 'response_url'
      if (address.startsWith(slack.apiUrl)) return address.slice(slack.apiUrl.length)
      if (address.startsWith(supplier)) return 'supplier'
      return address.replace('ws:', 'http:').startsWith(`${slack.url}/link?ticket=`) ? 'socket' : address
    })
    const always = ['auth.test', 'response_url', 'supplier']
    const expected =
      mode === 'http' ? ['api.test', ...always] : ['apps.connections.open', ...always, 'socket']
    expect([...new Set(kinds)].sort()).toEqual(expected.sort())
  },
)
