import { sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import { describe, expect, it } from 'vitest'
import { MIGRATIONS, migrate } from '../../src/database/migrator.ts'
import { connect } from '../../src/database/open-database.ts'
import { onBoth } from './support/places.ts'

// A workspace T1 whose rows were written before it joined the organisation E1 and since; T2, which has left E1; T3,
// which never was in one; E1 itself, which has the app.
const BEFORE = [
  `insert into saved_place (enterprise_id, team_id, user_id, postcode, position, saved_at) values
    ('', 'T1', 'U1', 'LE1 1WA', 0, '2026-01-01'), ('', 'T1', 'U1', 'ST20 0LY', 1, '2026-01-02'),
    ('E1', 'T1', 'U1', 'ST20 0LY', 0, '2026-03-01'), ('E1', 'T1', 'U1', 'CF10 1EP', 1, '2026-03-02'),
    ('E1', 'T2', 'U1', 'LE1 1WA', 0, '2026-01-01'), ('', 'T2', 'U1', 'LE1 1WA', 0, '2026-02-01'),
    ('', 'T3', 'U1', 'LE1 1WA', 0, '2026-01-01')`,
  `insert into channel_alert
    (id, enterprise_id, team_id, channel_id, postcode, area, in_thread, set_by, set_at, announced, has_spoken, stopped)
    values
    ('old', '', 'T1', 'C1', 'LE1 1WA', 'LE', true, 'U1', '2026-01-01', '2026-06', true, null),
    ('new', 'E1', 'T1', 'C1', 'LE1 1WA', 'LE', false, 'U1', '2026-03-01', '2026-05', false, null),
    ('ended', 'E1', 'T1', 'C2', 'LE1 1WA', 'LE', true, 'U1', '2026-03-01', null, false, 'archived'),
    ('alive', '', 'T1', 'C2', 'LE1 1WA', 'LE', true, 'U1', '2026-01-01', '2026-05', true, null),
    ('only', '', 'T1', 'C3', 'LE1 1WA', 'LE', true, 'U1', '2026-01-01', null, false, null)`,
  `insert into lookup_count (key, points, expire) values
    ('person::T1:U1', 3, 1000), ('person:E1:T1:U1', 4, 2000), ('day:E1:T1:2026-07-01', 7, 2000)`,
  `insert into installation
    (enterprise_id, team_id, organisation_wide, bot_token, bot_id, bot_user_id, scopes, installed_at) values
    ('E1', '', true, 'v1.a', 'B', 'U', '', '2026-02-01'),
    ('', 'T1', false, 'v1.old', 'B', 'U', '', '2026-01-01'), ('E1', 'T1', false, 'v1.new', 'B', 'U', '', '2026-03-01')`,
]

const AFTER = {
  workspace: [
    { team_id: 'T1', enterprise_id: 'E1' },
    { team_id: 'T2', enterprise_id: '' },
    { team_id: 'T3', enterprise_id: '' },
  ],
  saved_place: [
    { team_id: 'T1', postcode: 'CF10 1EP' },
    { team_id: 'T1', postcode: 'LE1 1WA' },
    { team_id: 'T1', postcode: 'ST20 0LY' },
    { team_id: 'T2', postcode: 'LE1 1WA' },
    { team_id: 'T3', postcode: 'LE1 1WA' },
  ],
  channel_alert: [
    { id: 'alive', announced: '2026-05', has_spoken: true, in_thread: true },
    { id: 'new', announced: '2026-06', has_spoken: true, in_thread: false },
    { id: 'only', announced: null, has_spoken: false, in_thread: true },
  ],
  lookup_count: [
    { key: 'day:T1:2026-07-01', team_id: 'T1', points: 7 },
    { key: 'person:T1:U1', team_id: 'T1', points: 7 },
  ],
  installation: [
    { id: 'E1', bot_token: 'v1.a' },
    { id: 'T1', bot_token: 'v1.new' },
  ],
}

describe('rows of a workspace that joined or left an organisation', () => {
  onBoth((placeOf) => {
    it('are its own again: each place and alert once, no month announced twice, no count lost', async () => {
      const { db, close } = await connect(placeOf())
      const known = Object.entries(MIGRATIONS).filter(([name]) => name < '0006')
      const provider = { getMigrations: async () => Object.fromEntries(known) }
      const { error } = await new Migrator({ db, provider }).migrateToLatest()
      expect(error).toBeUndefined()
      for (const statement of BEFORE) await sql.raw(statement).execute(db)
      expect(await migrate(db)).toContain('0006-rows-by-team')

      for (const [table, rows] of Object.entries(AFTER)) {
        const columns = Object.keys(rows[0] ?? {})
        const { rows: found } = await sql.raw(`select ${columns} from ${table} order by 1, 2`).execute(db)
        expect(found, table).toEqual(rows)
      }
      await close()
    })
  })
})
