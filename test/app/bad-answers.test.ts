import { describe, expect, it } from 'vitest'
import { appForEachTest } from '../support/each-test.ts'
import { liveParts, partsOf, read } from '../support/read-message.ts'

const start = appForEachTest()

const record = (more: object = {}) => ({
  category: 'burglary',
  location_type: 'Force',
  location: { latitude: '52.6', longitude: '-1.1', street: { id: 7, name: 'On or near Made-up Street' } },
  context: '',
  outcome_status: { category: 'Under investigation', date: '2026-07' },
  persistent_id: '',
  id: 1,
  location_subtype: '',
  month: '2026-07',
  ...more,
})
const body = (...data: unknown[]) => JSON.stringify({ data })

describe('answers that can still be read', () => {
  it.each([
    [
      'numbers as text',
      body(
        record({
          id: '1',
          location: { ...record().location, street: { id: '7', name: 'On or near Made-up Street' } },
        }),
      ),
      '*1 incident* in *July 2026*',
    ],
    [
      'coordinates as numbers',
      body(record({ location: { ...record().location, latitude: 52.6, longitude: -1.1 } })),
      '*1 incident* in',
    ],
    ['no location', body(record({ location: undefined }), record()), '*2 incidents* in'],
    ['a location of null', body(record({ location: null })), 'Street not given: 1.'],
    ['a category nobody knows', body(record({ category: 'drone-misuse' })), 'Drone misuse'],
    ['one record of three broken', body(record(), null, { month: 'x' }), '2 records could not be read.'],
    ['a byte order mark and blanks', ` \n${body(record())}\n `, '*1 incident* in'],
  ])('%s', async (_, answer, reads) => {
    const { ask, postcodeArea } = await start()
    postcodeArea.respond({ body: answer })
    expect(read(await ask('LE1 1WA'))).toContain(reads)
    await ask('LE1 1WA')
    expect(postcodeArea.calls).toHaveLength(1)
  })

  it('20,000 incidents make one message within every limit', async () => {
    const { ask } = await start()
    expect(read(await ask('M20 0LG'))).toContain('*20,000 incidents* in')
  })

  it('hostile words stay words', async () => {
    const { ask, slack } = await start()
    const report = await ask('M20 0HX')
    expect(read(report)).toContain('<!channel>')
    expect(liveParts(report)).toEqual([])
    const marked = partsOf(report.blocks).filter((part) => part.type === 'mrkdwn')
    expect(JSON.stringify(marked)).not.toMatch(/channel|everyone|Station Road|bold|struck|rotating/)
    const posted = slack.nextMessage()
    await slack.press({ user: 'U0PRIYA', channel: 'C0NEIGHBOURS', ts: report.ts, actionId: 'report.share' })
    expect(liveParts(await posted)).toEqual(['<@U0PRIYA>'])
  })
})

describe('answers that cannot be read are never kept', () => {
  const soon = { 'content-type': 'text/html' }
  it.each([
    ['HTML', { headers: soon, body: '<h1>Soon</h1>' }],
    ['truncated JSON', { body: '{"data":[{"category":"burgl' }],
    ['data null', { body: '{"data":null}' }],
    ['data {}', { body: '{"data":{}}' }],
    ['nothing', { body: '' }],
    ['an error that claims success', { body: '{"error":"Internal server error"}' }],
    ['only broken records', { body: body({}, null, 'x') }],
    ['a body above the cap', { body: `{"data":[]}${' '.repeat(17 * 2 ** 20)}` }],
    ['a garbled gzip', { headers: { 'content-encoding': 'gzip' }, body: 'not gzip' }],
    ['a connection lost in mid-body', { body: '{"data":[', afterBody: 'reset' as const }],
    ['a redirect to elsewhere', { status: 302, headers: { location: 'http://127.0.0.1:1/' } }],
  ])('%s: Try again, and the next /crime gets the report', async (_, answer) => {
    const { ask, postcodeArea } = await start()
    postcodeArea.respond(answer)
    const said = await ask('LE1 1WA')
    expect(read(said)).toMatch(/^The police data service (sent something|didn’t answer|isn’t working)/)
    expect(liveParts(said)).toEqual([])
    postcodeArea.respond(undefined)
    expect(read(await ask('LE1 1WA'))).toContain('Street crime near LE1 1WA')
  })
})
