import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CannotDecrypt, createTokenCipher } from '../../src/workspaces/token-cipher.ts'

const key = () => randomBytes(32).toString('base64')
const [a, b] = [key(), key()]
const text = fc.string({ unit: 'grapheme' })

describe('the token cipher', () => {
  it('decrypts what it encrypted, for the same row and no other', () => {
    fc.assert(
      fc.property(text, text, text, (secret, aad, other) => {
        const { encrypt, decrypt } = createTokenCipher([a])
        const encrypted = encrypt(secret, aad)
        expect(decrypt(encrypted, aad)).toBe(secret)
        if (other !== aad) expect(() => decrypt(encrypted, other)).toThrow(CannotDecrypt)
      }),
    )
  })

  it('never encrypts twice alike, and lets nothing be read', () => {
    const { encrypt } = createTokenCipher([a])
    const secret = 'xoxb-1234567890-abcdef'
    const many = Array.from({ length: 50 }, () => encrypt(secret, 'p'))
    expect(new Set(many).size).toBe(50)
    for (const encrypted of many) {
      expect(encrypted).toMatch(/^v1\.[0-9a-f]{8}\.[\w-]+$/)
      expect(Buffer.from(encrypted.split('.')[2] ?? '', 'base64url').toString('latin1')).not.toContain('xoxb')
    }
  })

  it('refuses what was changed, wherever it was', () => {
    const { encrypt, decrypt } = createTokenCipher([a])
    const encrypted = encrypt('xoxb-1', 'p')
    const other = (sign: string): string => (sign === 'A' ? 'B' : 'A')
    fc.assert(
      // The last character of base64 may hold bits that count for nothing.
      fc.property(fc.nat(encrypted.length - 2), (at) => {
        const changed = encrypted.slice(0, at) + other(encrypted[at] ?? '') + encrypted.slice(at + 1)
        expect(() => decrypt(changed, 'p')).toThrow(CannotDecrypt)
      }),
    )
  })

  it('refuses nonsense with a word to the operator, and never another error', () => {
    const { decrypt, prefix } = createTokenCipher([a])
    fc.assert(
      fc.property(text, (nonsense) => {
        for (const encrypted of [nonsense, `v1.${nonsense}`, `${prefix}${nonsense}`])
          expect(() => decrypt(encrypted, 'p')).toThrow(CannotDecrypt)
      }),
    )
  })

  it('encrypts with the first key and decrypts with all of them', () => {
    const old = createTokenCipher([a])
    const both = createTokenCipher([b, a])
    const young = createTokenCipher([b])
    const encrypted = old.encrypt('xoxb-1', 'p')
    expect(both.decrypt(encrypted, 'p')).toBe('xoxb-1')
    expect(encrypted.startsWith(both.prefix)).toBe(false)
    expect(() => young.decrypt(encrypted, 'p')).toThrow(/its key \([0-9a-f]{8}\) is not in ENCRYPTION_KEY/)
    const anew = both.encrypt('xoxb-1', 'p')
    expect(anew.startsWith(young.prefix)).toBe(true)
    expect(young.decrypt(anew, 'p')).toBe('xoxb-1')
  })

  it('needs keys of 32 bytes', () => {
    expect(() => createTokenCipher([])).toThrow()
    expect(() => createTokenCipher([a, randomBytes(31).toString('base64')])).toThrow()
  })
})
