import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'

/** A text was encrypted with none of the keys or for another row, or was changed since. */
export class CannotDecrypt extends Error {
  constructor(why: string) {
    super(`A token in the database cannot be decrypted: ${why}`)
    this.name = 'CannotDecrypt'
  }
}

const VERSION = 'v1'
const IV_BYTES = 12
const TAG_BYTES = 16

/** A short name of a key that reveals nothing of it. */
const idOf = (key: Buffer): string =>
  createHash('sha256').update('street-crime key id').update(key).digest('hex').slice(0, 8)

const encryptWith = (key: Buffer, text: string, aad: string): string => {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(aad))
  const bytes = Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return bytes.toString('base64url')
}

const decryptWith = (key: Buffer, packed: string, aad: string): string => {
  const bytes = Buffer.from(packed, 'base64url')
  const options = { authTagLength: TAG_BYTES }
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES), options)
  decipher.setAAD(Buffer.from(aad)).setAuthTag(bytes.subarray(-TAG_BYTES))
  const text = decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES))
  return Buffer.concat([text, decipher.final()]).toString('utf8')
}

/**
 * Encrypts and decrypts texts for the database, by AES-256-GCM under keys of 32 bytes in base64: the first encrypts, all
 * decrypt. `aad`, additional authenticated data, says which row a text is of. An encrypted text is
 * "v1.<key id>.<iv, ciphertext and tag>". Throws where a key has another length, or where there is none.
 */
export const createTokenCipher = (keys: readonly string[]) => {
  const buffers = keys.map((key) => Buffer.from(key, 'base64'))
  const [first] = buffers
  if (first === undefined || buffers.some(({ length }) => length !== 32))
    throw new Error('A token cipher needs keys of 32 bytes')
  const byId = new Map(buffers.map((key) => [idOf(key), key]))
  const prefix = `${VERSION}.${idOf(first)}.`
  return {
    /** How a text begins that the first key encrypted. */
    prefix,
    encrypt: (text: string, aad: string): string => prefix + encryptWith(first, text, aad),
    /** Throws CannotDecrypt. */
    decrypt: (encrypted: string, aad: string): string => {
      const [version, id = '', packed = ''] = encrypted.split('.')
      if (version !== VERSION) throw new CannotDecrypt('it is of an unknown form')
      const key = byId.get(id)
      if (key === undefined) throw new CannotDecrypt(`its key (${id}) is not in ENCRYPTION_KEY`)
      try {
        return decryptWith(key, packed, aad)
      } catch {
        throw new CannotDecrypt('it was changed, or belongs to another row')
      }
    },
  }
}

export type TokenCipher = ReturnType<typeof createTokenCipher>
