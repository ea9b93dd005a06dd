import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'

/** A text was not sealed by any of the keys, for this purpose, or was changed since. */
export class CannotDecrypt extends Error {
  constructor(why: string) {
    super(`A token in the database cannot be decrypted: ${why}`)
    this.name = 'SealBroken'
  }
}

/** Encrypts and decrypts texts for the database. `purpose` says whose text it is: it opens nowhere else. */
export type TokenCipher = {
  readonly seal: (text: string, purpose: string) => string
  /** Throws SealBroken. */
  readonly open: (sealed: string, purpose: string) => string
  /** How a text begins that the first key sealed. */
  readonly current: string
}

const VERSION = 'v1'
const IV_BYTES = 12
const TAG_BYTES = 16

/** A short name of a key, which gives nothing of it away. */
const idOf = (key: Buffer): string =>
  createHash('sha256').update('street-crime key id').update(key).digest('hex').slice(0, 8)

const encrypted = (key: Buffer, text: string, purpose: string): string => {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(purpose))
  const bytes = Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return bytes.toString('base64url')
}

const decrypted = (key: Buffer, packed: string, purpose: string): string => {
  const bytes = Buffer.from(packed, 'base64url')
  const options = { authTagLength: TAG_BYTES }
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES), options)
  decipher.setAAD(Buffer.from(purpose)).setAuthTag(bytes.subarray(-TAG_BYTES))
  const text = decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES))
  return Buffer.concat([text, decipher.final()]).toString('utf8')
}

/**
 * AES-256-GCM under keys of 32 bytes in base64: the first encrypts, all decrypt. A sealed text is
 * "v1.<key id>.<iv, ciphertext and tag>". Throws where a key has another length, or where there is none.
 */
export const createTokenCipher = (keys: readonly string[]): TokenCipher => {
  const ring = keys.map((key) => Buffer.from(key, 'base64'))
  const [first] = ring
  if (first === undefined || ring.some(({ length }) => length !== 32))
    throw new Error('A seal needs keys of 32 bytes')
  const byId = new Map(ring.map((key) => [idOf(key), key]))
  const current = `${VERSION}.${idOf(first)}.`
  return {
    current,
    seal: (text, purpose) => current + encrypted(first, text, purpose),
    open: (sealed, purpose) => {
      const [version, id = '', packed = ''] = sealed.split('.')
      if (version !== VERSION) throw new CannotDecrypt('it is of an unknown form')
      const key = byId.get(id)
      if (key === undefined) throw new CannotDecrypt(`its key (${id}) is not in ENCRYPTION_KEY`)
      try {
        return decrypted(key, packed, purpose)
      } catch {
        throw new CannotDecrypt('it was changed, or belongs to another row')
      }
    },
  }
}
