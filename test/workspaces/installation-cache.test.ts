import { describe, expect, it } from 'vitest'
import { failed, type Result, success } from '../../src/lib/result.ts'
import { createInstallations } from '../../src/workspaces/installation-cache.ts'
import type { Installation, InstallationRepository } from '../../src/workspaces/installation-repository.ts'
import { CannotDecrypt } from '../../src/workspaces/token-cipher.ts'

const installation: Installation = {
  enterpriseId: '',
  teamId: 'T1',
  organisationWide: false,
  botToken: 'xoxb-1',
  botId: 'B1',
  botUserId: 'U1',
  scopes: ['commands'],
}
const key = { enterpriseId: '', teamId: 'T1', organisationWide: false }
type Found = Result<Installation | null, 'unavailable'>

const setUp = (answer: () => Found | Promise<Found> = () => success(installation)) => {
  let now = 1_000
  let reads = 0
  const read = async () => {
    reads += 1
    return answer()
  }
  const repository: InstallationRepository = {
    find: read,
    findOfTeam: read,
    save: async () => success(undefined),
    list: async () => failed('unavailable'),
    reencrypt: async () => failed('unavailable'),
  }
  const installations = createInstallations(repository, () => now, 20)
  const later = (ms: number) => {
    now += ms
  }
  return { installations, later, reads: () => reads }
}

describe('cached installations', () => {
  it('are kept for a minute, and no longer', async () => {
    const { installations, later, reads } = setUp(() =>
      reads() === 1 ? success(installation) : failed('unavailable'),
    )
    for (const ms of [0, 1, 59_998]) {
      later(ms)
      expect(await installations.find(key)).toEqual(success(installation))
    }
    expect(reads()).toBe(1)
    later(2)
    expect(await installations.find(key)).toEqual(failed('unavailable'))
  })

  it('are as old as the question to the database, however long the answer took', async () => {
    const reading = Promise.withResolvers<Found>()
    const { installations, later, reads } = setUp(() =>
      reads() === 1 ? reading.promise : failed('unavailable'),
    )
    const found = installations.find(key)
    later(10_000)
    reading.resolve(success(installation))
    expect(await found).toEqual(success(installation))
    later(49_999)
    expect(await installations.find(key)).toEqual(success(installation))
    later(2)
    expect(await installations.find(key)).toEqual(failed('unavailable'))
  })

  it('are read once for all who ask at the same time', async () => {
    const { installations, reads } = setUp()
    const found = await Promise.all(Array.from({ length: 50 }, () => installations.find(key)))
    expect(found).toEqual(Array.from({ length: 50 }, () => success(installation)))
    expect(reads()).toBe(1)
  })

  it('that are not there, cannot be read or are unavailable are read each time', async () => {
    for (const answer of [success(null), failed('unavailable' as const)]) {
      const { installations, reads } = setUp(() => answer)
      expect(await installations.find(key)).toEqual(answer)
      await installations.find(key)
      expect(reads()).toBe(2)
    }
    const { installations, reads } = setUp(() => Promise.reject(new CannotDecrypt('no key reads it')))
    for (const count of [1, 2]) {
      await expect(installations.find(key)).rejects.toThrow(CannotDecrypt)
      expect(reads()).toBe(count)
    }
  })

  it('are forgotten at once, by workspace or by organisation, and when somebody installs again', async () => {
    const inOrganisation = { ...installation, enterpriseId: 'E1' }
    const whole = { enterpriseId: 'E1', teamId: '', organisationWide: true }
    for (const uninstalled of [key, { ...key, enterpriseId: 'E1' }, whole]) {
      const { installations, reads } = setUp(() => success(inOrganisation))
      await installations.find(key)
      installations.forget({ ...key, teamId: 'T2' })
      await installations.find(key)
      expect(reads()).toBe(1)
      installations.forget(uninstalled)
      await installations.find(key)
      expect(reads()).toBe(2)
    }
    const { installations, reads } = setUp()
    await installations.find(key)
    await installations.save(installation)
    await installations.find(key)
    expect(reads()).toBe(2)
  })

  it('read before an uninstall do not come back after it', async () => {
    const reading = Promise.withResolvers<Found>()
    const { installations, reads } = setUp(() => reading.promise)
    const found = installations.find(key)
    installations.forget(key)
    reading.resolve(success(installation))
    await found
    await installations.find(key)
    expect(reads()).toBe(2)
  })

  it('are unavailable when the database takes too long, and there once it has answered', async () => {
    const reading = Promise.withResolvers<Found>()
    const { installations } = setUp(() => reading.promise)
    expect(await installations.find(key)).toEqual(failed('unavailable'))
    reading.resolve(success(installation))
    expect(await installations.find(key)).toEqual(success(installation))
  })
})
