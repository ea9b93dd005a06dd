import { type Kysely, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect, migrateDatabase } from '../../../src/database/open-database.ts'
import type { Tables } from '../../../src/database/tables.ts'
import { openFor } from '../../database/support/open.ts'
import { type OwnPlace, ownPostgres, POSTGRES } from '../../database/support/places.ts'
import { createProxy } from '../../database/support/proxy.ts'

const unavailable = { ok: false, failure: 'unavailable' }

// By the limits of production, which test/database/reconnect.test.ts shortens.
describe.skipIf(POSTGRES === undefined)('a Postgres that becomes unavailable', () => {
  let own: OwnPlace
  beforeAll(async () => {
    own = await ownPostgres()
    await migrateDatabase(own.place)
  })
  afterAll(() => own.drop())

  const behindProxy = async () => {
    const proxy = await createProxy(own.place.kind === 'postgres' ? own.place.url : '')
    return { proxy, ...openFor(proxy.place, { delays: { first: 10, longest: 10 } }) }
  }
  const one = (db: Kysely<Tables>) => sql`select 1`.execute(db)

  it('by falling silent does not keep anybody for long', async () => {
    const { proxy, database, next } = await behindProxy()
    await database.ready()
    proxy.setSilent(true)
    // Connections are taken, and nothing comes back.
    const noticed = next('timeout')
    const begun = performance.now()
    expect(await database.use(one)).toEqual(unavailable)
    expect(performance.now() - begun).toBeLessThan(6_000)
    await noticed
    const back = next('is ready')
    proxy.setSilent(false)
    await back
    expect(await database.use(one)).toMatchObject({ ok: true })
  })

  it('only in one locked table is there for all other work', async () => {
    const { database, lines } = await behindProxy()
    await database.ready()
    const locked = Promise.withResolvers<void>()
    const release = Promise.withResolvers<void>()
    const holder = await connect(own.place)
    const holding = holder.db.transaction().execute(async (tx) => {
      await sql`lock table saved_place`.execute(tx)
      locked.resolve()
      await release.promise
    })
    await locked.promise
    const waiting = Array.from({ length: 4 }, () =>
      database.use((db) => sql`select from saved_place`.execute(db)),
    )
    for (let n = 0; n < 20; n += 1) expect(await database.use(one)).toMatchObject({ ok: true })
    expect(await Promise.all(waiting)).toEqual(waiting.map(() => unavailable))
    expect(database.state()).toBe('ready')
    expect(lines.filter((line) => line.includes('away'))).toEqual([])
    release.resolve()
    await holding
    await holder.close()
  })

  it('with all connections in use for a moment fails that work alone', async () => {
    const { database, lines } = await behindProxy()
    await database.ready()
    const many = Array.from({ length: 12 }, () => database.use((db) => sql`select pg_sleep(2.5)`.execute(db)))
    const answers = await Promise.all(many)
    expect(answers.some(({ ok }) => ok)).toBe(true)
    expect(await database.use(one)).toMatchObject({ ok: true })
    expect(lines.filter((line) => line.includes('away'))).toEqual([])
  })
})
