import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parsePostcode } from '../../src/crime/postcode.ts'
import { appForEachTest } from '../support/each-test.ts'
import { liveParts, partsOf, read } from '../support/read-message.ts'
import { priya } from '../support/street-crime.ts'

const start = appForEachTest()

const NOT_FULL = 'is not a full UK postcode.'

describe('what is not a postcode', () => {
  it.each([
    ['10,000 characters', 'x'.repeat(10_000), NOT_FULL],
    ['10,000 spaces and a word', `${' '.repeat(10_000)}tea`, NOT_FULL],
    ['2,000 words', 'tea '.repeat(2_000), NOT_FULL],
    ['control characters', '\u0000\u0007\u001b[31m\u202e', NOT_FULL],
    ['a zero-width space', '\u200b', NOT_FULL],
    ['emoji', '🚨👮🏽‍♀️ :rotating_light:', NOT_FULL],
    ['a mention of all', '<!channel>', NOT_FULL],
    ['a mention', '<@U1>', NOT_FULL],
    ['a link', '<https://example.org/|LE1 1WA>', NOT_FULL],
    ['bold', '*x*', NOT_FULL],
    ['code', '`x` ```y```', NOT_FULL],
    ['SQL', "'; DROP TABLE postcodes; --", NOT_FULL],
    ['a path', '../../etc/passwd', NOT_FULL],
    ['a query', 'LE1&key=x', NOT_FULL],
    ['half a postcode', 'LE1', NOT_FULL],
    ['three quarters', 'LE1 1W', NOT_FULL],
    ['a place', 'Leicester', NOT_FULL],
    ['Scotland', 'EH1 1AA', 'is in Scotland.'],
    ['Northern Ireland', 'BT1 1AA', 'is in Northern Ireland.'],
    ['the Isle of Man', 'IM1 1AA', 'is in the Isle of Man.'],
    ['Jersey', 'JE2 3AB', 'is in the Channel Islands.'],
    ['five at once', 'LE1 1WA SW1A 1AA M1 1AE M2 1AE M3 1AE', 'At most 4 places fit in one comparison.'],
    ['two elsewhere', 'EH1 1AA vs BT1 1AA', 'is in Northern Ireland.'],
    ['a category nobody knows', 'LE1 1WA <!here>', '“<!here>” is not a category.'],
    ['a category of 10,000 characters', `LE1 1WA ${'*y*'.repeat(3_333)}`, 'is not a category.'],
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
