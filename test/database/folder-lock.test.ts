import { createHash } from 'node:crypto'
import { chmod, mkdir, readdir, realpath, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { DatabaseInUse, lockFolder } from '../../src/database/folder-lock.ts'
import { unmadePglite } from './support/places.ts'

const ownFolder = async (name = 'data') => {
  const { place, drop } = await unmadePglite()
  onTestFinished(drop)
  const dataDir = place.kind === 'pglite' ? join(place.dataDir, '..', name) : ''
  await mkdir(dataDir)
  return { kind: 'pglite' as const, dataDir }
}

describe('holding a folder', () => {
  it('is for one at a time, however many start together', async () => {
    const { dataDir } = await ownFolder()
    const starts = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(dataDir)))
    const held = starts.flatMap((start) => (start.status === 'fulfilled' ? [start.value] : []))
    const refused = starts.flatMap((start) => (start.status === 'rejected' ? [start.reason] : []))
    expect(held).toHaveLength(1)
    expect(refused.every((reason) => reason instanceof DatabaseInUse)).toBe(true)
    await held[0]?.release()
    await lockFolder(dataDir).then(({ release }) => release())
    expect(await readdir(dataDir)).toEqual([])
  })

  it('works where the path is too long for a socket, and leaves other files alone', async () => {
    const { dataDir } = await ownFolder('a'.repeat(120))
    await writeFile(join(dataDir, 'notes'), '')
    const { release } = await lockFolder(dataDir)
    await expect(lockFolder(dataDir)).rejects.toThrow(DatabaseInUse)
    await release()
    await lockFolder(dataDir).then((again) => again.release())
    expect(await readdir(dataDir)).toEqual(['notes'])
  })

  it('is refused where others can write into the folder of its sockets', async () => {
    const { dataDir } = await ownFolder('b'.repeat(120))
    const hash = createHash('sha256')
      .update(await realpath(dataDir))
      .digest('hex')
      .slice(0, 16)
    const sockets = join('/tmp', `street-crime-${process.getuid?.()}-${hash}`)
    await mkdir(sockets)
    onTestFinished(() => rm(sockets, { recursive: true }))
    await chmod(sockets, 0o777)
    await expect(lockFolder(dataDir)).rejects.toThrow(`${sockets} is not this user's alone`)
    await chmod(sockets, 0o700)
    await lockFolder(dataDir).then(({ release }) => release())
  })
})
