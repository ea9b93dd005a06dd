import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sqlClient } from '../../src/database/database.ts'
import { createQuota, PERSON_LIMIT } from '../../src/lookup/quota.ts'
import { readyFor } from '../database/support/open.ts'
import { type OwnPlace, ownPostgres, POSTGRES } from '../database/support/places.ts'
import { until } from '../support/until.ts'

const person = (userId: string) => ({ teamId: 'T1', userId })

describe.skipIf(POSTGRES === undefined)('counts in Postgres', () => {
  let own: OwnPlace
  beforeAll(async () => {
    own = await ownPostgres()
  })
  afterAll(() => own.drop())

  /** As many processes as asked for, on one database. */
  const processes = async (count: number, dailyLimit: number | null = null) =>
    Promise.all(
      Array.from({ length: count }, async () => {
        const { database } = await readyFor(own.place)
        return {
          database,
          // A busy machine takes longer than a look-up may wait.
          ...createQuota({
            clock: Date.now,
            dailyLimit,
            store: { ...sqlClient(database), timeoutMs: 10_000 },
          }),
        }
      }),
    )

  it('two processes grant a person twenty between them, however many ask at once', async () => {
    const [one, other] = await processes(2)
    if (one === undefined || other === undefined) throw new Error('two were asked for')
    const asker = person('U1')
    const consumed = Array.from({ length: 40 }, (_, at) => (at % 2 === 0 ? one : other).consume(asker))
    const exceeded = (await Promise.all(consumed)).filter((limit) => limit !== null)
    expect(exceeded).toHaveLength(40 - PERSON_LIMIT.lookups)
    for (const { kind, retryAt } of exceeded) {
      expect(kind).toBe('person-limit')
      expect(retryAt).toBeGreaterThan(Date.now())
      expect(retryAt).toBeLessThanOrEqual(Date.now() + PERSON_LIMIT.withinMs)
    }
    expect(await other.usedToday(asker)).toEqual(await one.usedToday(asker))
    expect(await one.usedToday(asker)).toMatchObject({ used: 20 })
  })

  it('a workspace’s limit is one for all processes, and a look-up is refunded to all', async () => {
    const [one, other] = await processes(2, 22)
    if (one === undefined || other === undefined) throw new Error('two were asked for')
    expect(await one.consume(person('U2'))).toBeNull()
    expect(await other.consume(person('U2'))).toBeNull()
    expect(await one.consume(person('U3'))).toMatchObject({ kind: 'workspace-limit', limit: 22 })
    const [fresh] = await processes(1, 22)
    one.refund(person('U2'))
    await until(async () => (await other.usedToday(person('U3')))?.used !== 22, 5)
    expect(await fresh?.consume(person('U3'))).toBeNull()
  })

  it('keeps ids and numbers only, tells whose they are, and lets old ones go', async () => {
    const [one] = await processes(1)
    if (one === undefined) throw new Error('one was asked for')
    const { database } = one
    await one.consume(person('U7'))
    const rows = await database.use((db) => db.selectFrom('lookup_count').selectAll().execute())
    expect(rows.ok).toBe(true)
    for (const row of rows.ok ? rows.value : []) {
      expect(row.key).toMatch(/^(person:T1:U\d+|day:T1:\d{4}-\d\d-\d\d)$/)
      expect(row).toEqual({
        key: row.key,
        points: expect.any(Number),
        expire: expect.any(String),
        team_id: 'T1',
      })
    }
    const gone = await database.use((db) =>
      db.deleteFrom('lookup_count').where('team_id', '=', 'T1').execute(),
    )
    expect(gone.ok && gone.value[0]?.numDeletedRows).toBeGreaterThan(0n)
    expect(await one.usedToday(person('U7'))).toMatchObject({ used: 0 })
  })

  it('a database that is unavailable leaves the count to the process', async () => {
    const [one] = await processes(1)
    if (one === undefined) throw new Error('one was asked for')
    await one.database.close()
    for (let at = 0; at < PERSON_LIMIT.lookups; at += 1) expect(await one.consume(person('U8'))).toBeNull()
    expect(await one.consume(person('U8'))).toMatchObject({ kind: 'person-limit' })
    expect(await one.usedToday(person('U8'))).toBeNull()
  })

  it('an id that Postgres cannot hold is counted all the same', async () => {
    const [one] = await processes(1)
    expect(await one?.consume(person('U\u0000'))).toBeNull()
  })

  it('the schema reads whose a row is out of any key', async () => {
    const { database } = await readyFor(own.place)
    const read = await database.use(async (db) => {
      await sql`insert into lookup_count values ('day:T9:2026-11-24', 1, 2)`.execute(db)
      return db.selectFrom('lookup_count').select('team_id').where('team_id', '=', 'T9').execute()
    })
    expect(read).toEqual({ ok: true, value: [{ team_id: 'T9' }] })
  })
})
