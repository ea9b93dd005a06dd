import { randomBytes } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { DatabaseInUse } from '../../src/database/folder-lock.ts'
import {
  connect,
  connectWithRetry,
  migrateDatabase,
  type OpenDatabase,
} from '../../src/database/open-database.ts'
import type { Tables } from '../../src/database/tables.ts'
import { createInstallations } from '../../src/workspaces/installation-cache.ts'
import { createInstallationRepository } from '../../src/workspaces/installation-repository.ts'
import { createTokenCipher } from '../../src/workspaces/token-cipher.ts'
import { openFor } from './support/open.ts'
import { ask, type OwnPlace, ownPostgres, POSTGRES } from './support/places.ts'
import { createProxy } from './support/proxy.ts'

const unavailable = { ok: false, failure: 'unavailable' }
const SECOND = 1_000

describe('connecting with retries', () => {
  afterEach(() => void vi.useRealTimers())

  /** Attempts that are refused until `open` is replaced. */
  const connecting = () => {
    vi.useFakeTimers()
    const closing = new AbortController()
    const attempts: { open: () => Promise<OpenDatabase>; count: number } = {
      count: 0,
      open: () => Promise.reject(new Error('refused')),
    }
    const onFailure = vi.fn()
    const connected = connectWithRetry({
      open: () => {
        attempts.count += 1
        return attempts.open()
      },
      onFailure,
      signal: closing.signal,
    })
    connected.catch(() => undefined)
    return { attempts, onFailure, connected, closing }
  }
  const opened = (close = async () => undefined) => ({ close }) as Partial<OpenDatabase> as OpenDatabase

  it('waits half a second, then twice as long each time, up to fifteen seconds', async () => {
    const { attempts, onFailure, connected } = connecting()
    await vi.advanceTimersByTimeAsync(0)
    const delays = [0.5, 1, 2, 4, 8, 15, 15].map((seconds) => seconds * SECOND)
    for (const [at, ms] of delays.entries()) {
      await vi.advanceTimersByTimeAsync(ms - 1)
      expect(attempts.count).toBe(at + 1)
      await vi.advanceTimersByTimeAsync(1)
      expect(attempts.count).toBe(at + 2)
    }
    expect(onFailure).toHaveBeenCalledTimes(8)
    const database = opened()
    attempts.open = async () => database
    await vi.advanceTimersByTimeAsync(15 * SECOND)
    expect(await connected).toBe(database)
  })

  it('does not retry while another process has the folder', async () => {
    const { attempts, onFailure, connected } = connecting()
    attempts.open = () => Promise.reject(new DatabaseInUse('data'))
    await vi.advanceTimersByTimeAsync(SECOND)
    await expect(connected).rejects.toThrow(DatabaseInUse)
    expect(onFailure).toHaveBeenCalledTimes(1)
  })

  it('closes what opens after it was told to stop', async () => {
    const { attempts, connected, closing } = connecting()
    const close = vi.fn(async () => undefined)
    attempts.open = async () => {
      closing.abort()
      return opened(close)
    }
    await vi.advanceTimersByTimeAsync(SECOND)
    await expect(connected).rejects.toThrow()
    expect(close).toHaveBeenCalledOnce()
  })
})

describe.skipIf(POSTGRES === undefined)('a Postgres that becomes unavailable', () => {
  let own: OwnPlace
  beforeAll(async () => {
    own = await ownPostgres()
    await migrateDatabase(own.place)
  })
  afterAll(() => own.drop())

  /** Limits in the URL take the place of those that are longer. */
  const behindProxy = async (start: 'open' | 'shut', limits: Readonly<Record<string, string>> = {}) => {
    const url = new URL(own.place.kind === 'postgres' ? own.place.url : '')
    for (const [name, ms] of Object.entries(limits)) url.searchParams.set(name, ms)
    const proxy = await createProxy(url.href)
    if (start === 'shut') proxy.shut()
    return { proxy, ...openFor(proxy.place, { delays: { first: 10, longest: 10 } }) }
  }
  const one = (db: Kysely<Tables>) => sql`select 1`.execute(db)

  it('at the start is tried again, and used when it comes', async () => {
    const { proxy, database, lines, next } = await behindProxy('shut')
    await next('away')
    expect(database.state()).toBe('unavailable')
    expect(await database.use(one)).toEqual(unavailable)
    await proxy.open()
    await database.ready()
    expect(await database.use(one)).toMatchObject({ ok: true })
    expect(lines).toEqual([
      expect.stringMatching(/away: trying again .*ECONNREFUSED/),
      expect.stringMatching('the database is ready'),
    ])
  })

  it('later is noticed without a statement, answered at once, and comes back', async () => {
    const { proxy, database, lines, next } = await behindProxy('open')
    await database.ready()
    const lost = next('away')
    proxy.shut()
    await lost
    expect(database.state()).toBe('unavailable')
    expect(await database.use(one)).toEqual(unavailable)
    const back = next('is ready')
    await proxy.open()
    await back
    expect(database.state()).toBe('ready')
    expect(await database.use(one)).toMatchObject({ ok: true })
    expect(lines.join('\n')).not.toContain('not-for-logs')
  })

  it('in the middle of work fails that work, and all that runs beside it', async () => {
    const { proxy, database, next } = await behindProxy('open')
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
    const other = database.use((db) => sql`select pg_sleep(2)`.execute(db))
    proxy.shut()
    expect(await Promise.all([slow, other])).toEqual([unavailable, unavailable])
    const back = next('is ready')
    await proxy.open()
    await back
    expect(await database.use(one)).toMatchObject({ ok: true })
  })

  it('by falling silent is noticed once a statement waits too long, and comes back', async () => {
    const { proxy, database, next } = await behindProxy('open', { query_timeout: '200' })
    await database.ready()
    proxy.setSilent(true)
    // Connections are taken, and nothing comes back.
    const noticed = next('timeout')
    expect(await database.use(one)).toEqual(unavailable)
    await noticed
    const back = next('is ready')
    proxy.setSilent(false)
    await back
    expect(await database.use(one)).toMatchObject({ ok: true })
  })

  it('only in one locked table is there for all other work', async () => {
    const { database, lines } = await behindProxy('open', { statement_timeout: '200' })
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

  it('that takes no more connections fails that work alone', async () => {
    const server = own.place.kind === 'postgres' ? own.place.url : ''
    const role = `few_${randomBytes(4).toString('hex')}`
    await ask(server, `create role ${role} login connection limit 2`)
    await ask(server, `grant select on all tables in schema public to ${role}`)
    const url = new URL(server)
    url.username = role
    const { database, lines } = openFor({ kind: 'postgres', url: url.href })
    onTestFinished(async () => {
      await database.close()
      await ask(server, `drop owned by ${role}; drop role ${role}`)
    })
    await database.ready()
    const { promise: held, resolve: release } = Promise.withResolvers<void>()
    const holding: Promise<unknown>[] = []
    const begun = [1, 2].map(() => {
      const { promise, resolve } = Promise.withResolvers<void>()
      const hold = (db: Kysely<Tables>) =>
        db.connection().execute(async (connection) => {
          await one(connection)
          resolve()
          await held
          return one(connection)
        })
      holding.push(database.use(hold))
      return promise
    })
    await Promise.all(begun)
    expect(await database.use(one)).toEqual(unavailable)
    expect(database.state()).toBe('ready')
    release()
    expect(await Promise.all(holding)).toMatchObject([{ ok: true }, { ok: true }])
    expect(await database.use(one)).toMatchObject({ ok: true })
    expect(lines.filter((line) => line.includes('away'))).toEqual([])
  })

  it('busy with everybody’s saved places still looks a workspace up', async () => {
    const { database } = await behindProxy('open')
    await database.ready()
    const repository = createInstallationRepository(
      database,
      createTokenCipher([randomBytes(32).toString('base64')]),
    )
    const release = Promise.withResolvers<void>()
    onTestFinished(() => release.resolve())
    const held: Promise<void>[] = []
    const busy = Array.from({ length: 5 }, () => {
      const { promise, resolve } = Promise.withResolvers<void>()
      held.push(promise)
      return database.use((db) =>
        db.connection().execute(async (connection) => {
          await one(connection)
          resolve()
          await release.promise
        }),
      )
    })
    await Promise.all(held)
    const installations = createInstallations(repository, Date.now)
    const found = await installations.find({ enterpriseId: '', teamId: 'T1', organisationWide: false })
    expect(found).toEqual({ ok: true, value: null })
    release.resolve()
    await Promise.all(busy)
  })

  it('by ending every session is back at once', async () => {
    const { database, next } = await behindProxy('open')
    await database.ready()
    const back = next('is ready')
    const end = sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and backend_type = 'client backend'`
    expect(await database.use((db) => end.execute(db))).toEqual(unavailable)
    await back
    expect(await database.use(one)).toMatchObject({ ok: true })
  })
})
