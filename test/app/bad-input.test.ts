import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parsePostcode } from '../../src/crime/postcode.ts'
import { appForEachTest } from '../support/each-test.ts'
import { liveParts, partsOf, read } from '../support/read-message.ts'
import { priya } from '../support/street-crime.ts'

const start = appForEachTest()

const NO_POSTCODE = 'isn’t a postcode.'
const NOT_FULL = 'isn’t a full postcode.'
const REPORT = 'Street crime near LE1 1WA'

describe('what is not a postcode', () => {
  it.each([
    ['10,000 characters', 'x'.repeat(10_000), NO_POSTCODE],
    ['10,000 spaces and a word', `${' '.repeat(10_000)}tea`, NO_POSTCODE],
    ['2,000 words', 'tea '.repeat(2_000), NO_POSTCODE],
    ['control characters', '\u0000\u0007\u001b[31m\u202e', 'Which place?'],
    ['a mention of all', '<!channel>', 'Which place?'],
    ['a mention', '<@U1>', 'Which place?'],
    ['bold', '*x*', NO_POSTCODE],
    ['code', '`x` ```y```', NO_POSTCODE],
    ['SQL', "'; DROP TABLE postcodes; --", NO_POSTCODE],
    ['a path', '../../etc/passwd', NO_POSTCODE],
    ['a query', 'LE1&key=x', 'LE1 is only the first half of a postcode.'],
    ['half a postcode', 'LE1', 'LE1 is only the first half of a postcode.'],
    ['three quarters', 'LE1 1W', NOT_FULL],
    ['a place', 'Leicester', NO_POSTCODE],
    ['Scotland', 'EH1 1AA', 'is in Scotland.'],
    ['Northern Ireland', 'BT1 1AA', 'is in Northern Ireland.'],
    ['the Isle of Man', 'IM1 1AA', 'is on the Isle of Man.'],
    ['Jersey', 'JE2 3AB', 'is in the Channel Islands.'],
    ['five at once', 'LE1 1WA SW1A 1AA M1 1AE M2 1AE M3 1AE', 'You can compare up to four places.'],
    ['two elsewhere', 'EH1 1AA vs BT1 1AA', 'EH1 1AA is in Scotland.'],
  ])('%s: one clear, private, inert answer, and no call', async (_, typed, reads) => {
    const { slack, postcodeArea } = await start()
    const answered = slack.nextMessage()
    const delivery = await slack.command({ ...priya, text: typed })
    expect(delivery).toMatchObject({ outcome: 'acked', status: 200, body: '' })
    expect(delivery.ms).toBeLessThan(3_000)
    const said = await answered
    expect(read(said)).toContain(reads)
    expect(said).toMatchObject({ visibleTo: 'U0PRIYA', from: 'app' })
    expect(liveParts(said)).toEqual([])
    expect(partsOf(said.blocks).filter((part) => part.type === 'mrkdwn')).toEqual([])
    expect(said.text.length).toBeLessThan(600)
    expect(slack.messages(priya.channel, 'U0SAM')).toEqual([])
    expect(postcodeArea.calls).toEqual([])
  })

  it.each([
    ['a link', '<https://example.org/|LE1 1WA>', ''],
    ['a mention', 'LE1 1WA <!here>', 'Only you can see this.'],
    ['a word nobody knows', 'LE1 1WA <b>flying', 'We didn’t understand “b flying”.'],
    ['10,000 characters', `LE1 1WA ${'*y*'.repeat(3_333)}`, 'We didn’t understand “y'],
  ])('%s beside a postcode: its report, and what was not read', async (_, typed, remark) => {
    const { ask, postcodeArea } = await start()
    const said = await ask(typed)
    expect(read(said)).toContain(REPORT)
    expect(read(said)).toContain(remark)
    expect(
      liveParts(said).filter((part) => !part.startsWith('<https:') && !part.startsWith('<!date^')),
    ).toEqual([])
    expect(postcodeArea.calls).toHaveLength(1)
  })

  it('anything at all is answered once, and only a postcode costs a call', async () => {
    const { ask, postcodeArea, slack } = await start()
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 60 }), async (typed) => {
        fc.pre(!parsePostcode(typed.trim()).ok)
        const before = slack.messages(priya.channel, priya.user).length
        expect(liveParts(await ask(typed)).filter((part) => !part.startsWith('<https:'))).toEqual([])
        expect(slack.messages(priya.channel, priya.user)).toHaveLength(before + 1)
      }),
      { numRuns: 60 },
    )
    expect(postcodeArea.calls).toEqual([])
  })
})
