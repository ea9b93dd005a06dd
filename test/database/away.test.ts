import { type Kysely, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { migrateDatabase } from '../../src/database/open.ts'
import type { Tables } from '../../src/database/tables.ts'
import { openFor } from './support/open.ts'
import { createPauses } from './support/pauses.ts'
import { type OwnPlace, ownPostgres, POSTGRES } from './support/places.ts'
import { createProxy } from './support/proxy.ts'

const away = { ok: false, failure: 'unavailable' }

describe.skipIf(POSTGRES === undefined)('a Postgres that goes away', () => {
  let own: OwnPlace
  beforeAll(async () => {
    own = await ownPostgres()
    await migrateDatabase(own.place)
  })
  afterAll(() => own.drop())

  const behindProxy = async (start: 'open' | 'shut') => {
    const proxy = await createProxy(own.place.kind === 'postgres' ? own.place.url : '')
    if (start === 'shut') proxy.shut()
    const pauses = createPauses()
    return { proxy, pauses, ...openFor(proxy.place, { wait: pauses.wait }) }
  }
  const one = (db: Kysely<Tables>) => sql`select 1`.execute(db)

  it('at the start is tried again, with growing pauses, and used when it comes', async () => {
    const { proxy, pauses, database, lines } = await behindProxy('shut')
    for (const ms of [500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000]) {
      const pause = await pauses.next()
      expect(pause.ms).toBe(ms)
      expect(database.state()).toBe('unavailable')
      expect(await database.use(one)).toEqual(away)
      pause.end()
    }
    const last = await pauses.next()
    await proxy.open()
    last.end()
    await database.ready()
    expect(await database.use(one)).toMatchObject({ ok: true })
    expect(lines).toEqual([
      expect.stringMatching(/away: trying again .*ECONNREFUSED/),
      expect.stringMatching('the database is ready'),
    ])
  })

  it('later is noticed without a question, answered at once, and comes back', async () => {
    const { proxy, pauses, database, lines, next } = await behindProxy('open')
    await database.ready()
    proxy.shut()
    const pause = await pauses.next()
    expect(database.state()).toBe('unavailable')
    expect(await database.use(one)).toEqual(away)
    const back = next('is ready')
    await proxy.open()
    pause.end()
    await back
    expect(database.state()).toBe('ready')
    expect(await database.use(one)).toMatchObject({ ok: true })
    expect(lines.join('\n')).not.toContain('not-for-logs')
  })

  it('in the middle of work is away for that work, and for all that runs beside it', async () => {
    const { proxy, pauses, database, next } = await behindProxy('open')
    await database.ready()
    const begun = Promise.withResolvers<void>()
    const slow = database.use((db) =>
      db.transaction().execute(async (tx) => {
        await one(tx)
        begun.resolve()
        await sql`select pg_sleep(2)`.execute(tx)
      }),
    )
    await begun.promise
    const beside = database.use((db) => sql`select pg_sleep(2)`.execute(db))
    proxy.shut()
    expect(await Promise.all([slow, beside])).toEqual([away, away])
    const pause = await pauses.next()
    const back = next('is ready')
    await proxy.open()
    pause.end()
    await back
    expect(await database.use(one)).toMatchObject({ ok: true })
  })

  it('by falling silent does not keep anybody for long', { timeout: 20_000 }, async () => {
    const { proxy, pauses, database, lines, next } = await behindProxy('open')
    await database.ready()
    proxy.setSilent(true)
    const begun = performance.now()
    expect(await database.use(one)).toEqual(away)
    expect(performance.now() - begun).toBeLessThan(6_000)
    // Connections are taken, and nothing comes back.
    const pause = await pauses.next()
    expect(lines.at(-1)).toMatch(/timeout/)
    const back = next('is ready')
    proxy.setSilent(false)
    pause.end()
    await back
    expect(await database.use(one)).toMatchObject({ ok: true })
  })

  it('by ending every session is back at once', async () => {
    const { database, next } = await behindProxy('open')
    await database.ready()
    const back = next('is ready')
    const end = sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and backend_type = 'client backend'`
    expect(await database.use((db) => end.execute(db))).toEqual(away)
    await back
    expect(await database.use(one)).toMatchObject({ ok: true })
  })
})
