import fc from 'fast-check'

const SURROGATES = { from: 0xd8_00, count: 0x8_00 }
const LAST = 0x10_ff_ff

/** Any Unicode character but half of a pair; small ones, ASCII among them, come more often. */
const anyCharacter = fc
  .integer({ min: 0, max: LAST - SURROGATES.count })
  .map((at) => String.fromCodePoint(at < SURROGATES.from ? at : at + SURROGATES.count))

/** Any text, of so many characters. As fast-check's unit 'binary', which takes two seconds to make. */
export const anyUnicodeText = (length: { readonly minLength?: number; readonly maxLength?: number } = {}) =>
  fc.string({ unit: anyCharacter, ...length })
