import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CannotDecrypt, createTokenCipher } from '../../src/workspaces/token-cipher.ts'

const key = () => randomBytes(32).toString('base64')
const [a, b] = [key(), key()]
const text = fc.string({ unit: 'grapheme' })

describe('a seal', () => {
  it('opens what it sealed, for the same purpose and no other', () => {
    fc.assert(
      fc.property(text, text, text, (secret, purpose, other) => {
        const { seal, open } = createTokenCipher([a])
        const sealed = seal(secret, purpose)
        expect(open(sealed, purpose)).toBe(secret)
        if (other !== purpose) expect(() => open(sealed, other)).toThrow(CannotDecrypt)
      }),
    )
  })

  it('never seals twice alike, and lets nothing be read', () => {
    const { seal } = createTokenCipher([a])
    const secret = 'xoxb-1234567890-abcdef'
    const many = Array.from({ length: 50 }, () => seal(secret, 'p'))
    expect(new Set(many).size).toBe(50)
    for (const sealed of many) {
      expect(sealed).toMatch(/^v1\.[0-9a-f]{8}\.[\w-]+$/)
      expect(Buffer.from(sealed.split('.')[2] ?? '', 'base64url').toString('latin1')).not.toContain('xoxb')
    }
  })

  it('refuses what was changed, wherever it was', () => {
    const { seal, open } = createTokenCipher([a])
    const sealed = seal('xoxb-1', 'p')
    const other = (sign: string): string => (sign === 'A' ? 'B' : 'A')
    fc.assert(
      // The last character of base64 may hold bits that count for nothing.
      fc.property(fc.nat(sealed.length - 2), (at) => {
        const changed = sealed.slice(0, at) + other(sealed[at] ?? '') + sealed.slice(at + 1)
        expect(() => open(changed, 'p')).toThrow(CannotDecrypt)
      }),
    )
  })

  it('refuses nonsense with a word to the operator, and never another error', () => {
    const { open, current } = createTokenCipher([a])
    fc.assert(
      fc.property(text, (nonsense) => {
        for (const sealed of [nonsense, `v1.${nonsense}`, `${current}${nonsense}`])
          expect(() => open(sealed, 'p')).toThrow(CannotDecrypt)
      }),
    )
  })

  it('encrypts with the first key and decrypts with all of them', () => {
    const old = createTokenCipher([a])
    const both = createTokenCipher([b, a])
    const young = createTokenCipher([b])
    const sealed = old.seal('xoxb-1', 'p')
    expect(both.open(sealed, 'p')).toBe('xoxb-1')
    expect(sealed.startsWith(both.current)).toBe(false)
    expect(() => young.open(sealed, 'p')).toThrow(/its key \([0-9a-f]{8}\) is not in ENCRYPTION_KEY/)
    const anew = both.seal('xoxb-1', 'p')
    expect(anew.startsWith(young.current)).toBe(true)
    expect(young.open(anew, 'p')).toBe('xoxb-1')
  })

  it('needs keys of 32 bytes', () => {
    expect(() => createTokenCipher([])).toThrow()
    expect(() => createTokenCipher([a, randomBytes(31).toString('base64')])).toThrow()
  })
})
