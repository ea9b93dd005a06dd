import { describe, expect, it } from 'vitest'
import { createSeenEvents } from '../../../src/features/conversation/seen-events.ts'
import { failed } from '../../../src/lib/result.ts'
import { sharedFor } from '../../database/support/open.ts'
import { onBothShared } from '../../database/support/places.ts'
import { promised } from '../../support/answers.ts'

const START = Date.UTC(2026, 10, 1)
const HOUR = 3_600_000
// A busy machine takes longer than an answer may wait.
const PATIENCE_MS = 10_000

describe('an event', () => {
  onBothShared((placeOf) => {
    it('is new once, however often and to however many processes it comes', async () => {
      const { database } = await sharedFor(placeOf())
      const processes = [1, 2, 3].map(() => createSeenEvents(database, () => START, PATIENCE_MS))
      const sent = ['Ev1', 'Ev2'].flatMap((id) => processes.map(({ isNew }) => isNew(id)))
      expect((await Promise.all(sent)).filter(Boolean)).toHaveLength(2)
      for (const { isNew } of processes) expect(await isNew('Ev1')).toBe(false)
    })

    it('is kept for an hour', async () => {
      const { database } = await sharedFor(placeOf())
      let now = START
      const { isNew } = createSeenEvents(database, () => now, PATIENCE_MS)
      const kept = async () => {
        const rows = await database.use((db) => db.selectFrom('seen_event').select('event_id').execute())
        return rows.ok ? rows.value.map(({ event_id }) => event_id) : []
      }
      await isNew('Ev-old')
      now += HOUR
      await isNew('Ev-on-the-hour')
      expect(await kept()).toContain('Ev-old')
      now += HOUR / 6 + 1
      await isNew('Ev-new')
      const left = await kept()
      expect(left).not.toContain('Ev-old')
      expect(left).toContain('Ev-new')
    })
  })
})

describe('while the database is away', () => {
  it('each process knows its own', async () => {
    const database = { use: async () => failed('unavailable' as const) }
    const [one, two] = [createSeenEvents(database, () => START), createSeenEvents(database, () => START)]
    expect(await Promise.all([one.isNew('Ev1'), one.isNew('Ev1'), two.isNew('Ev1')])).toEqual([
      true,
      false,
      true,
    ])
  })

  it('or falls silent, nobody waits for it', async () => {
    const database = { use: <Value>() => promised<Value>().promise }
    const { isNew } = createSeenEvents(database, () => START, 10)
    expect(await isNew('Ev1')).toBe(true)
    expect(await isNew('Ev1')).toBe(false)
  })

  it('remembers 10,000 at most', async () => {
    const database = { use: async () => failed('unavailable' as const) }
    const { isNew } = createSeenEvents(database, () => START)
    for (let n = 0; n <= 10_000; n += 1) await isNew(`Ev${n}`)
    expect(await isNew('Ev10000')).toBe(false)
    expect(await isNew('Ev0')).toBe(true)
  })
})
