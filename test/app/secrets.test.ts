import { describe, expect, it } from 'vitest'
import type { Answer } from '../../playground/postcodearea/server.ts'
import { oddPostcodes } from '../../playground/postcodearea/server.ts'
import { appForEachTest } from '../support/each-test.ts'
import { priya, type Running, SECRETS } from '../support/street-crime.ts'

const start = appForEachTest()

// With characters that look otherwise in an address, in JSON and in HTML.
const KEY = 'pa_PLACE+HOLDER/&"='
const IN_ADDRESS = new URLSearchParams({ key: KEY }).toString().slice('key='.length)
const FORMS = [KEY, IN_ADDRESS, encodeURIComponent(KEY), JSON.stringify(KEY).slice(1, -1)]

const echo = `https://api.example/crime-incidents/?key=${IN_ADDRESS}`
const STREET = 'Made-up Street'
const record = {
  category: 'burglary',
  location_type: 'Force',
  location: { latitude: '52.6', longitude: '-1.1', street: { id: 7, name: `On or near ${STREET}` } },
  context: '',
  outcome_status: null,
  persistent_id: '',
  id: 1,
  location_subtype: '',
  month: '2026-07',
}
const EVERY_FORM = JSON.stringify({ Host: echo, Endpoint: FORMS, data: [{ ...record, context: KEY }] })

// The supplier gives the key back wherever it can.
const echoes: readonly Answer[] = [
  { body: EVERY_FORM },
  { body: EVERY_FORM.slice(0, -30) },
  { body: `<h1>${FORMS.join(' ')}</h1>`, headers: { 'x-request': echo } },
  { status: 301, headers: { location: echo }, body: EVERY_FORM },
  { status: 400, body: EVERY_FORM },
  { status: 404, body: EVERY_FORM },
  { status: 418, body: EVERY_FORM },
  { status: 500, body: EVERY_FORM },
  { status: 200, headers: { 'content-encoding': 'gzip' }, body: EVERY_FORM },
  { body: EVERY_FORM.slice(0, 40), afterBody: 'reset' },
  { status: 401, body: EVERY_FORM },
]

const slow = ['M60 0HG', 'M60 0BD', 'M20 0SW']

/** Each way in which a look-up can end, and Slack failing in each of its ways. */
const runAll = async ({ ask, later, postcodeArea, pressInPlace, slack }: Running) => {
  for (const { postcode } of oddPostcodes.filter((odd) => !slow.includes(odd.postcode))) {
    await ask(postcode)
    later(24 * 3_600_000)
  }
  for (const answer of echoes) {
    postcodeArea.respond(answer)
    await ask('LE1 1WA')
    later(24 * 3_600_000)
  }
  postcodeArea.respond(undefined)
  for (const what of ['invalid_blocks', 'server_error', 'reset'] as const) {
    slack.faults.set({ where: 'response_url', what, times: 1 })
    await ask('LE1 1WA burglary')
  }
  // On a machine with much else to do the line that it is under way comes first.
  const report = slack.nextMessage(({ blocks }) => JSON.stringify(blocks).includes('report.all'))
  await slack.command({ ...priya, text: 'LE1 1WA burglary' })
  await pressInPlace(await report, 'report.all')
  await ask(KEY)
}

const responseUrls = ({ slack }: Running): string[] =>
  slack.traffic.flatMap(({ request }) =>
    [
      ...JSON.stringify(request.body).matchAll(/\/(?:commands|actions)\/T0PLAYGROUND\/\d+\/([0-9a-f]{24})/g),
    ].map(([, secret]) => secret ?? ''),
  )

const streets = ({ slack }: Running): string[] => {
  const texts = slack.messages(priya.channel, priya.user).map(({ text }) => text)
  const places = texts.flatMap(
    (text) => /Busiest places, on or near: (.*)/.exec(text)?.[1]?.split(/ \d+[,.] ?/) ?? [],
  )
  return places.filter((place) => / (Road|Street|Lane|Avenue|Close|Court|Way|Drive)$/.test(place))
}

// At the lowest level: what is not said there is said nowhere.
describe.each(['trace'])('with LOG_LEVEL=%s', (logLevel) => {
  it.each(['http', 'socket'] as const)('nothing secret leaves the app in %s mode', async (mode) => {
    const running = await start({ mode, apiKey: KEY, logLevel, refusals: 'expected' })
    await runAll(running)
    const logged = running.logText()
    const sent = running.slack.traffic.filter(({ direction }) => direction === 'from app')
    expect(running.logLines().length).toBeGreaterThan(50)
    expect(sent.length).toBeGreaterThan(40)
    const places = streets(running)
    expect(places.length).toBeGreaterThan(5)
    const urls = responseUrls(running)
    expect(urls.length).toBeGreaterThan(40)
    const { botToken, appToken, signingSecret } = SECRETS
    const forbidden = [...FORMS, botToken, appToken, signingSecret, ...urls, ...places, STREET]
    expect(forbidden.filter((secret) => logged.includes(secret))).toEqual([])
    // A token belongs into one header of the Web API's calls; what was typed is quoted to the one who typed it.
    const visible = sent
      .filter(({ request }) => !JSON.stringify(request.body).includes('isn’t a UK postcode'))
      .map(({ request: { headers, body } }) => JSON.stringify([{ ...headers, authorization: '' }, body]))
    const secrets = [...FORMS, botToken, appToken, signingSecret]
    expect(secrets.filter((secret) => visible.some((it) => it.includes(secret)))).toEqual([])
  })
})

it('a defect of ours whose error holds the address with its key is scrubbed too', async () => {
  const running = await start({
    apiKey: KEY,
    supplier: {
      incidentsNear: async () => {
        throw Object.assign(new Error(`GET ${echo} failed`), {
          url: echo,
          cause: new Error(KEY),
          nested: { a: [{ KEY }] },
        })
      },
    },
  })
  const said = await running.ask('LE1 1WA')
  expect(running.logText()).toContain('failed')
  expect(FORMS.filter((form) => running.logText().includes(form))).toEqual([])
  expect(FORMS.filter((form) => JSON.stringify(said).includes(form))).toEqual([])
})
