import { existsSync } from 'node:fs'
import { chmod, mkdir, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { openPglite } from '../../src/database/pglite.ts'
import { openFor } from './support/open.ts'
import { ownPglite, unmadePglite } from './support/places.ts'

/** An initialised DATA_DIR, or one that does not exist yet. */
const dataDirOf = async (make: typeof ownPglite) => {
  const { place, drop } = await make()
  onTestFinished(drop)
  if (place.kind !== 'pglite') throw new Error('PGlite only')
  return place
}
const reasonFor = async (place: Awaited<ReturnType<typeof dataDirOf>>): Promise<string> => {
  const { next } = openFor(place)
  return next('the database is away')
}

describe('a database folder', { timeout: 60_000 }, () => {
  it('that is a file is named, with what to do', async () => {
    const place = await dataDirOf(unmadePglite)
    await mkdir(dirname(place.dataDir), { recursive: true })
    await writeFile(place.dataDir, '')
    expect(await reasonFor(place)).toContain(`${place.dataDir} is not a folder`)
  })

  it('without PG_VERSION is not started empty', async () => {
    const place = await dataDirOf(ownPglite)
    await rm(join(place.dataDir, 'database', 'PG_VERSION'))
    expect(await reasonFor(place)).toContain('is damaged or no PGlite database')
    expect(existsSync(join(place.dataDir, 'database', 'base'))).toBe(true)
  })

  it('that is damaged is named, with what to do', async () => {
    const place = await dataDirOf(ownPglite)
    await writeFile(join(place.dataDir, 'database', 'global', 'pg_control'), 'x')
    expect(await reasonFor(place)).toContain('cannot be opened and may be damaged: restore a backup')
  })

  // The kernel lets nobody change the mode of /proc: proc_setattr in github.com/torvalds/linux, fs/proc.
  it.runIf(process.platform === 'linux')('that cannot be protected is warned of', async () => {
    const warned = vi.spyOn(process, 'emitWarning').mockReturnValue(undefined)
    await expect(openPglite('/proc/self')).rejects.toThrow()
    expect(warned).toHaveBeenCalledWith(expect.stringMatching('^others may read /proc/self'))
  })

  it('is nobody else’s to read, also where it was there before', async () => {
    const place = await dataDirOf(ownPglite)
    await chmod(place.dataDir, 0o755)
    const version = join(place.dataDir, 'database', 'PG_VERSION')
    await chmod(version, 0o666)
    await openFor(place).database.ready()
    expect((await stat(place.dataDir)).mode & 0o777).toBe(0o700)
    expect((await stat(version)).mode & 0o777).toBe(0o600)
  })
})
