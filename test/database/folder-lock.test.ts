import { mkdir, readdir, writeFile } from 'node:fs/promises'
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
})
