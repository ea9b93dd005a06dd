import { describe, expect, it } from 'vitest'
import { failed, type Result, success } from '../../src/lib/result.ts'
import type { Installation } from '../../src/workspaces/installation.ts'
import type { InstallationStore } from '../../src/workspaces/installation-repository.ts'
import { createInstallations } from '../../src/workspaces/installations.ts'
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
const query = { enterpriseId: '', teamId: 'T1', organisationWide: false }
type Found = Result<Installation | null, 'unavailable'>

const staged = (
  answer: () => Found | Promise<Found> = () => success(installation),
  random: () => number = () => 0,
) => {
  let now = 1_000
  let asked = 0
  const store: InstallationStore = {
    find: async () => {
      asked += 1
      return answer()
    },
    save: async () => success(undefined),
    reseal: async () => failed('unavailable'),
  }
  const installations = createInstallations({ store, clock: () => now, answeredWithinMs: 20, random })
  const later = (ms: number) => {
    now += ms
  }
  return { installations, later, asked: () => asked }
}

/** Resolves once what goes on in the background has gone as far as it can. */
const flushed = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

describe('installations in memory', () => {
  it('are remembered for a minute, and no longer', async () => {
    const { installations, later, asked } = staged(() =>
      asked() === 1 ? success(installation) : failed('unavailable'),
    )
    for (const ms of [0, 1, 59_998]) {
      later(ms)
      expect(await installations.find(query)).toEqual(success(installation))
    }
    later(2)
    expect(await installations.find(query)).toEqual(failed('unavailable'))
  })

  it('are as old as the question to the database, however long the answer took', async () => {
    const reading = Promise.withResolvers<Found>()
    const { installations, later, asked } = staged(() =>
      asked() === 1 ? reading.promise : failed('unavailable'),
    )
    const found = installations.find(query)
    later(10_000)
    reading.resolve(success(installation))
    expect(await found).toEqual(success(installation))
    later(49_999)
    expect(await installations.find(query)).toEqual(success(installation))
    later(2)
    expect(await installations.find(query)).toEqual(failed('unavailable'))
  })

  it('of an answer that a later one has overtaken are not taken back', async () => {
    const late = Promise.withResolvers<Found>()
    const anew = { ...installation, botToken: 'xoxb-2' }
    const answers = [success(installation), late.promise, success(anew)]
    const { installations, later } = staged(() => answers.shift() ?? failed('unavailable'))
    await installations.find(query)
    later(59_000)
    await installations.find(query)
    later(2_000)
    expect(await installations.find(query)).toEqual(success(anew))
    late.resolve(success(installation))
    await flushed()
    expect(await installations.find(query)).toEqual(success(anew))
  })

  it('stay for their minute while the database is away or fails, and are asked for every five seconds', async () => {
    const others = [
      () => failed('unavailable' as const),
      (): never => {
        throw new Error('a defect')
      },
    ]
    for (const answer of others) {
      const { installations, later, asked } = staged(() => (asked() === 1 ? success(installation) : answer()))
      for (const [ms, times] of [
        [0, 1],
        [30_000, 2],
        [4_999, 2],
        [1, 3],
        [25_000, 4],
      ] as const) {
        later(ms)
        expect(await installations.find(query)).toEqual(success(installation))
        await flushed()
        expect(asked()).toBe(times)
      }
      later(1)
      expect(await installations.find(query).catch(() => failed('unavailable'))).toEqual(
        failed('unavailable'),
      )
    }
  })

  it('at work are asked for again in the background, each at a time of its own, and nobody waits for it', async () => {
    const numbers = [0, 0.5, 0.999]
    let reading = Promise.withResolvers<void>()
    reading.resolve()
    const { installations, later, asked } = staged(
      async () => {
        await reading.promise
        return success(installation)
      },
      () => numbers.shift() ?? 0.999,
    )
    const teams = ['T1', 'T2', 'T3'].map((teamId) => ({ ...query, teamId }))
    const findAll = async (): Promise<number> => {
      for (const team of teams) expect(await installations.find(team)).toEqual(success(installation))
      return asked()
    }
    expect(await findAll()).toBe(3)
    reading = Promise.withResolvers<void>()
    later(29_999)
    expect(await findAll()).toBe(3)
    later(1)
    expect(await findAll()).toBe(4)
    expect(await findAll()).toBe(4)
    later(7_500)
    expect(await findAll()).toBe(5)
    later(7_500)
    expect(await findAll()).toBe(6)
    reading.resolve()
    await flushed()
    // Of the minute after the first time nothing is left, and they are known all the same.
    later(20_000)
    reading = Promise.withResolvers<void>()
    expect(await findAll()).toBe(6)
  })

  it('gone meanwhile, or unreadable, are forgotten as soon as that is known', async () => {
    for (const answer of [() => success(null), () => Promise.reject(new CannotDecrypt('no key opens it'))]) {
      const { installations, later, asked } = staged(() => (asked() === 1 ? success(installation) : answer()))
      await installations.find(query)
      later(30_000)
      expect(await installations.find(query)).toEqual(success(installation))
      await flushed()
      await installations.find(query).catch(() => undefined)
      expect(asked()).toBe(3)
    }
  })

  it('that are not there, or out of reach, are asked for each time', async () => {
    for (const answer of [success(null), failed('unavailable' as const)]) {
      const { installations, asked } = staged(() => answer)
      expect(await installations.find(query)).toEqual(answer)
      await installations.find(query)
      expect(asked()).toBe(2)
    }
  })

  it('are forgotten at once, by workspace or by organisation, and when somebody installs again', async () => {
    const inOrganisation = { ...installation, enterpriseId: 'E1' }
    const whole = { enterpriseId: 'E1', teamId: '', organisationWide: true }
    for (const leave of [query, { ...query, enterpriseId: 'E1' }, whole]) {
      const { installations, asked } = staged(() => success(inOrganisation))
      await installations.find(query)
      installations.drop({ ...query, teamId: 'T2' })
      await installations.find(query)
      expect(asked()).toBe(1)
      installations.drop(leave)
      await installations.find(query)
      expect(asked()).toBe(2)
    }
    const { installations, asked } = staged()
    await installations.find(query)
    await installations.save(installation)
    await installations.find(query)
    expect(asked()).toBe(2)
  })

  it('read before somebody left do not come back after it', async () => {
    const reading = Promise.withResolvers<Found>()
    const { installations, asked } = staged(() => reading.promise)
    const found = installations.find(query)
    installations.drop(query)
    reading.resolve(success(installation))
    await found
    await installations.find(query)
    expect(asked()).toBe(2)
  })

  it('are away when the database takes too long, and are there when it answers the next time', async () => {
    const reading = Promise.withResolvers<Found>()
    const { installations } = staged(() => reading.promise)
    expect(await installations.find(query)).toEqual(failed('unavailable'))
    reading.resolve(success(installation))
    expect(await installations.find(query)).toEqual(success(installation))
  })
})
