import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  channel,
  escapeText,
  escapeWithin,
  joinMrkdwn,
  link,
  literal,
  mrkdwn,
  user,
} from '../../../src/slack/ui/mrkdwn.ts'
import { anyUnicodeText } from '../../support/arbitraries/any-unicode-text.ts'

const anyText = fc.oneof(
  anyUnicodeText({ maxLength: 120 }),
  fc.string({
    unit: fc.constantFrom('<', '>', '&', '!', '@', '|', ';', 'amp', 'lt', 'a', '🔥'),
    maxLength: 120,
  }),
)

/** As Slack shows it. */
const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

test.each([
  ['Unit_4: rear', 'Unit_4: rear'],
  ['A_b*c', 'A_b∗c'],
  ['_Yard_ ~2~ `x`', 'ˍYardˍ ∼2∼ ˋxˋ'],
  [':fire: a:b:c 10:30', '꞉fire꞉ a꞉b꞉c 10:30'],
  ['<!here> & co', '&lt;!here&gt; &amp; co'],
])('of the name %s only what would format it is a look-alike', (name, shown) => {
  expect(literal(name).mrkdwn).toBe(shown)
})

test('an escaped text has no control sequence, and unescaped it is the same text', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const escaped = escapeText(text)
      expect(escaped).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/)
      expect(unescaped(escaped)).toBe(text)
    }),
    { numRuns: 1_000 },
  )
})

test('what is put into mrkdwn is escaped', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const { mrkdwn: said } = mrkdwn`Near ${text}.`
      expect(said).not.toMatch(/[<>]/)
      expect(unescaped(said)).toBe(`Near ${text}.`)
      expect(mrkdwn`${mrkdwn`${text}`}`.mrkdwn).toBe(escapeText(text))
    }),
  )
})

test('an escaped text is cut within the limit, and never inside an escape', () => {
  fc.assert(
    fc.property(anyText, fc.integer({ min: 1, max: 100 }), (text, longest) => {
      const short = escapeWithin(text, longest)
      expect(short.length).toBeLessThanOrEqual(longest)
      expect(short).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/)
      if (text.isWellFormed()) expect(short.isWellFormed()).toBe(true)
      if (escapeText(text).length <= longest) expect(short).toBe(escapeText(text))
      else expect(text.startsWith(unescaped(short.slice(0, -1)))).toBe(true)
    }),
    { numRuns: 2_000 },
  )
})

test.each(['U0PRIYA', 'W012A3CDE'])('%s is a user, and mentioned', (id) => {
  expect(user(id).mrkdwn).toBe(`<@${id}>`)
})

test.each([
  '',
  'U',
  'u0priya',
  'C0NEIGHBOURS',
  '!channel',
  'U0PRIYA|x',
  'U0PRIYA> <!channel',
  'U0PRIYA\n',
  ' U0PRIYA',
  '<@U0PRIYA>',
])('"%s" is no user, and shown as text', (id) => {
  expect(user(id).mrkdwn).toBe(escapeText(id))
})

test('the text of a link is escaped', () => {
  expect(link('https://example.org/a', 'A & <B>').mrkdwn).toBe('<https://example.org/a|A &amp; &lt;B&gt;>')
})

test('parts are joined with spaces, null is left out', () => {
  expect(joinMrkdwn([mrkdwn`One.`, null, mrkdwn`Two.`]).mrkdwn).toBe('One. Two.')
})

test('a channel is named by its id, and anything else is text', () => {
  expect(channel('C0NEIGHBOURS').mrkdwn).toBe('<#C0NEIGHBOURS>')
  for (const id of ['U0PRIYA', 'C0|x', '<!channel>', 'c0', 'C0\n'])
    expect(channel(id).mrkdwn).toBe(escapeText(id))
})
