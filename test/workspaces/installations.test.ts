import { describe, expect, it } from 'vitest'
import { failed, type Result, success } from '../../src/crime/result.ts'
import type { Installation } from '../../src/workspaces/installation.ts'
import { createInstallations } from '../../src/workspaces/installations.ts'
import type { InstallationStore } from '../../src/workspaces/store.ts'

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
type Found = Result<Installation | null, 'away'>

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
    reseal: async () => failed('away'),
  }
  const installations = createInstallations({ store, clock: () => now, answeredWithinMs: 20, random })
  const later = (ms: number) => {
    now += ms
  }
  return { installations, later, asked: () => asked }
}

describe('installations in memory', () => {
  it('are asked for once a minute', async () => {
    const { installations, later, asked } = staged()
    for (const ms of [0, 1, 59_998]) {
      later(ms)
      expect(await installations.find(query)).toEqual(success(installation))
    }
    expect(asked()).toBe(1)
    later(2)
    await installations.find(query)
    expect(asked()).toBe(2)
  })

  it('are each asked for again at a time of their own, up to a quarter of a minute sooner', async () => {
    const numbers = [0, 0.5, 0.999]
    const { installations, later, asked } = staged(undefined, () => numbers.shift() ?? 0)
    const teams = ['T1', 'T2', 'T3'].map((teamId) => ({ ...query, teamId }))
    const findAll = async (): Promise<number> => {
      for (const team of teams) await installations.find(team)
      return asked()
    }
    expect(await findAll()).toBe(3)
    later(45_000)
    expect(await findAll()).toBe(3)
    later(100)
    expect(await findAll()).toBe(4)
    later(7_401)
    expect(await findAll()).toBe(5)
    later(7_500)
    expect(await findAll()).toBe(6)
  })

  it('that are not there, or out of reach, are asked for each time', async () => {
    for (const answer of [success(null), failed('away' as const)]) {
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
    expect(await installations.find(query)).toEqual(failed('away'))
    reading.resolve(success(installation))
    expect(await installations.find(query)).toEqual(success(installation))
  })
})
