import { once } from 'node:events'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { DatabaseInUse, lockFolder } from '../../src/database/folder-lock.ts'
import { openFor } from './support/open.ts'
import { ownPglite } from './support/places.ts'
import { program } from './support/program.ts'

const ownFolder = async (name = 'data') => {
  const { place, drop } = await ownPglite()
  onTestFinished(drop)
  const dataDir = place.kind === 'pglite' ? join(place.dataDir, '..', name) : ''
  await mkdir(dataDir)
  return { kind: 'pglite' as const, dataDir }
}

describe('a second process on a PGlite folder', { timeout: 60_000 }, () => {
  it('is refused with a sentence, and let in as soon as the first is killed', async () => {
    const place = await ownFolder()
    const first = program('hold.ts', place)
    await once(first.reader, 'line')

    const second = await program('hold.ts', place).ended
    expect(second).toEqual({ code: 1, signal: null, lines: [new DatabaseInUse(place.dataDir).message] })

    const { database, fatal } = openFor(place)
    await expect(database.ready()).rejects.toThrow(DatabaseInUse)
    expect({ state: database.state(), fatal }).toEqual({
      state: 'unavailable',
      fatal: [expect.stringMatching(`${place.dataDir} is in use by another process`)],
    })

    first.kill()
    expect((await first.ended).signal).toBe('SIGKILL')
    const third = program('hold.ts', place)
    expect(await once(third.reader, 'line')).toEqual(['ready'])
    third.finish()
    expect(await third.ended).toMatchObject({ code: 0 })
    expect(await readdir(place.dataDir)).toEqual(['database'])
  })
})

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
