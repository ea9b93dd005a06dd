import { describe, expect, it } from 'vitest'
import { appForEachTest } from '../support/each-test.ts'
import { buttons, read } from '../support/read-message.ts'
import { priya } from '../support/street-crime.ts'

const start = appForEachTest()

describe('/crime <postcode>', () => {
  it('answers privately with the figures, their month, the way on and the licence', async () => {
    const { ask, postcodeArea, slack } = await start()
    postcodeArea.setMonth('2026-07')
    const report = await ask('SW1A 1AA')
    const words = read(report)
    expect(words).toContain('Street crime near SW1A 1AA')
    expect(words).toMatch(
      /\*[\d,]+ incidents\* in \*July 2026\*, the latest published, shown on or near the closest street/,
    )
    expect(words).toMatch(/Violence and sexual offences\s+\d+\s+\d+%\s+━/)
    expect(words).toContain('Outcomes\n')
    expect(words).toContain('Busiest places, on or near\n')
    expect(words).toContain('Open Government Licence v3.0')
    expect(buttons(report)).toEqual([
      'Browse incidents',
      'Share to channel',
      'Save place',
      'Alert this channel',
    ])
    expect(report.text).toMatch(
      /^Street crime near SW1A 1AA: [\d,]+ incidents in July 2026, the latest published, .*\. By category: /,
    )
    expect(report).toMatchObject({ visibleTo: 'U0PRIYA', from: 'app' })
    expect(slack.messages('C0NEIGHBOURS', 'U0SAM')).toEqual([])
  })

  it.each([
    ['sw1a1aa', 'SW1A 1AA'],
    ['  SW1A  1AA ', 'SW1A 1AA'],
    ['“sw1a 1aa”', 'SW1A 1AA'],
    ['SW1A\u00a01AA', 'SW1A 1AA'],
  ])('takes %s for %s', async (typed, postcode) => {
    const { ask, postcodeArea } = await start()
    expect(read(await ask(typed))).toContain(`near ${postcode}`)
    expect(postcodeArea.calls.map((call) => call.postcode)).toEqual([postcode])
  })

  it('keeps to one category, and All categories takes its place with all of them, for no further call', async () => {
    const { ask, pressInPlace, postcodeArea, slack } = await start()
    const burglary = await ask('SW1A 1AA burglary')
    expect(read(burglary)).toContain('Burglary near SW1A 1AA')
    expect(buttons(burglary)).toEqual([
      'Browse incidents',
      'All categories',
      'Share to channel',
      'Save place',
      'Alert this channel',
    ])
    const all = await pressInPlace(burglary, 'report.all')
    expect(read(all)).toContain('Street crime near SW1A 1AA')
    expect(all.visibleTo).toBe('U0PRIYA')
    expect(slack.messages('C0NEIGHBOURS', 'U0PRIYA')).toHaveLength(1)
    expect(postcodeArea.calls).toHaveLength(1)
  })

  it('says so where a place has none of the category', async () => {
    const { ask, pressInPlace } = await start()
    const none = await ask('M20 1AN robbery')
    const one = await ask('M20 1AN')
    expect(read(one)).toContain('*1 incident* in')
    expect(read(none)).toMatch(
      /^Robbery: none recorded near M20 1AN in \w+ \d{4}\.\nThere was 1 incident in another category\.$/,
    )
    expect(read(await pressInPlace(none, 'report.all'))).toContain('*1 incident* in')
  })

  it('a suggestion is one press away, and keeps the category that was asked for', async () => {
    const { ask, pressInPlace, postcodeArea } = await start()
    const slip = await ask('SWIA 1AA burglary')
    expect(postcodeArea.calls).toEqual([])
    expect(read(await pressInPlace(slip, 'report.retry'))).toContain('Burglary near SW1A 1AA')
  })

  it('a slip in a category is put right by one press', async () => {
    const { ask, slack } = await start()
    const report = await ask('LE1 1WA burglry')
    expect(read(report)).toContain('We didn’t understand “burglry”. Did you mean burglary?')
    const answered = slack.nextMessage()
    await slack.press({ ...priya, ts: report.ts, actionId: 'report.open.1' })
    expect(read(await answered)).toContain('Burglary near LE1 1WA')
  })
})

describe.each(['', '   ', '\u200b', '🚨👮🏽‍♀️ :rotating_light:', 'help', 'HELP', 'help me'])(
  '/crime %j',
  (typed) => {
    it('shows what one can type, and calls nobody', async () => {
      const { ask, postcodeArea } = await start()
      const help = await ask(typed)
      expect(read(help)).toContain('What you can type')
      expect(read(help)).toContain('/crime LE1 1WA burglary, drugs only these categories')
      expect(read(help)).toContain('/crime help this list')
      expect(help.visibleTo).toBe('U0PRIYA')
      expect(postcodeArea.calls).toEqual([])
    })
  },
)
