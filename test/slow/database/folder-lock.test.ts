import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import { DatabaseInUse } from '../../../src/database/folder-lock.ts'
import { openFor } from '../../database/support/open.ts'
import { ownPglite } from '../../database/support/places.ts'
import { program } from '../../database/support/program.ts'

describe('a second process on a PGlite folder', () => {
  it('is refused with a sentence, and let in as soon as the first is killed', async () => {
    const { place, drop } = await ownPglite()
    onTestFinished(drop)
    const dataDir = place.kind === 'pglite' ? place.dataDir : ''
    const first = program('hold.ts', place)
    await once(first.reader, 'line')

    const second = await program('hold.ts', place).ended
    expect(second).toEqual({ code: 1, signal: null, lines: [new DatabaseInUse(dataDir).message] })

    const { database, fatal } = openFor(place)
    await expect(database.ready()).rejects.toThrow(DatabaseInUse)
    expect({ state: database.state(), fatal }).toEqual({
      state: 'unavailable',
      fatal: [expect.stringMatching(`${dataDir} is in use by another process`)],
    })

    first.kill()
    expect((await first.ended).signal).toBe('SIGKILL')
    const third = program('hold.ts', place)
    expect(await once(third.reader, 'line')).toEqual(['ready'])
    third.finish()
    expect(await third.ended).toMatchObject({ code: 0 })
    expect(await readdir(dataDir)).toEqual(['database'])
  })
})
