import { sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import { describe, expect, it } from 'vitest'
import { MIGRATIONS, migrate } from '../../src/database/migrator.ts'
import { connect } from '../../src/database/open-database.ts'
import { onBoth } from './support/places.ts'

// What the version before had of two workspaces, an alert of which a process was delivering when it was stopped.
const BEFORE = [
  `insert into workspace (team_id) values ('T1'), ('T2')`,
  `insert into saved_place (team_id, user_id, postcode, position) values ('T1', 'U1', 'LE1 1WA', 0), ('T2', 'U1', 'B1 1AA', 3)`,
  `insert into channel_alert (id, team_id, channel_id, postcode, area, categories, in_thread, paused_until, set_by,
      announced, has_spoken, stopped, line_ts, line_month, taken_until, attempts, refused_since) values
    ('a', 'T1', 'C1', 'LE1 1WA', 'LE', 'burglary drugs', true, null, 'U1', '2026-08', true, null,
      '1.2', '2026-09', now(), 3, null),
    ('b', 'T1', 'C2', 'LE1 1WA', 'LE', '', false, '2027-01-01', 'U2', '2026-09', true, null, null, null, null, 0, null),
    ('c', 'T2', 'C3', 'B1 1AA', 'B', '', true, null, 'U1', null, false, 'not-in-channel', null, null, null, 2,
      '2026-10-01')`,
]

const NO_POST = { post_ts: null, thread_pending: false }

describe('the schema before names, digests and waiting', () => {
  onBoth((placeOf) => {
    it('keeps every place and alert, without a name, as far as it had come', async () => {
      const { db, close } = await connect(placeOf())
      const known = Object.entries(MIGRATIONS).filter(([name]) => name < '0007')
      const provider = { getMigrations: async () => Object.fromEntries(known) }
      expect((await new Migrator({ db, provider }).migrateToLatest()).error).toBeUndefined()
      for (const statement of BEFORE) await sql.raw(statement).execute(db)
      expect(await migrate(db)).toContain('0007-alert-digest')

      const rows = async (query: string) => (await sql.raw(query).execute(db)).rows
      expect(
        await rows('select postcode, name, hidden_at, position from saved_place order by position'),
      ).toEqual([
        { postcode: 'LE1 1WA', name: null, hidden_at: null, position: 0 },
        { postcode: 'B1 1AA', name: null, hidden_at: null, position: 3 },
      ])
      expect(
        await rows(
          'select id, name, min_incidents, categories, announced, stopped, post_ts, thread_pending from channel_alert order by id',
        ),
      ).toEqual([
        {
          id: 'a',
          name: null,
          min_incidents: null,
          categories: 'burglary drugs',
          announced: '2026-09',
          stopped: null,
          ...{ post_ts: '1.2', thread_pending: true },
        },
        {
          id: 'b',
          name: null,
          min_incidents: null,
          categories: '',
          announced: '2026-09',
          stopped: null,
          ...NO_POST,
        },
        {
          id: 'c',
          name: null,
          min_incidents: null,
          categories: '',
          announced: null,
          stopped: 'not-in-channel',
          ...NO_POST,
        },
      ])
      expect(
        await rows('select distinct waiting_since, told_waiting from channel_alert'),
        'no alert waits before its force was seen missing',
      ).toEqual([{ waiting_since: null, told_waiting: false }])
      for (const name of [`repeat('x', 41)`, `''`])
        await expect(rows(`update channel_alert set name = ${name}`)).rejects.toMatchObject({ code: '23514' })
      await close()
    })
  })
})
