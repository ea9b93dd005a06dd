import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isGreeting, isThanks } from '../../src/reading/greetings-and-thanks.ts'
import { hostileText } from '../support/hostile-report.ts'

describe('what is said without a question', () => {
  it.each([
    'thanks',
    'Thank you!',
    'cheers 👍',
    'OK',
    'great, thanks a lot',
    ':+1:',
    '🙏',
    'ta',
    'Thanks for your help',
    'thanks &lt;3',
    'thanks <@U2>',
    'no thanks',
    'got it, thanks &amp; bye',
  ])('%j is thanks', (text) => expect(isThanks(text)).toBe(true))

  it.each([
    'thanks, and LE1 1WA?',
    'help',
    'LE1 1WA',
    '',
    'is it good',
    'no thanks to burglary',
    'thanks '.repeat(40),
    'B1 1BB 👍',
  ])('%j is not', (text) => expect(isThanks(text)).toBe(false))

  it.each([
    'hello',
    'Hi there!',
    'good morning',
    'hey Street Crime',
    'hello <@U2>',
    '<https://example.com/a>',
    '',
    ' ',
    '?',
  ])('%j is a greeting', (text) => expect(isGreeting(text)).toBe(true))

  it.each(['hello LE1 1WA', 'help', 'high street', 'good'])('%j is not', (text) =>
    expect(isGreeting(text)).toBe(false),
  )

  it('is told of any text', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(typeof isThanks(text)).toBe('boolean')
        expect(typeof isGreeting(text)).toBe('boolean')
      }),
    )
  })
})
