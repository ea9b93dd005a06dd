import { type Kysely, sql } from 'kysely'
import type { Month } from '../../../crime/month.ts'
import type { Database } from '../../../database/database.ts'
import type { Tables } from '../../../database/tables.ts'
import type { Result } from '../../../lib/result.ts'
import { monthIn } from './rows.ts'

/** The newest month seen in an area; null where none was yet. */
export const monthOfArea = async (db: Kysely<Tables>, area: string): Promise<Month | null> => {
  const row = await db.selectFrom('area_month').select('month').where('area', '=', area).executeTakeFirst()
  return monthIn(row?.month ?? null)
}

/** Moves an area on to a month that was seen there; never back. */
export const moveArea = async (db: Kysely<Tables>, area: string, month: Month): Promise<void> => {
  await sql`insert into area_month (area, month) values (${area}, ${month})
    on conflict (area) do update set month = excluded.month where area_month.month < excluded.month`.execute(
    db,
  )
}

/** Remembers that a month is out in a postcode area, wherever it was seen. */
export type NoteMonth = (area: string, month: Month) => Promise<Result<void, 'unavailable'>>

/** The same, in the database. A later month is never given up for an earlier one. */
export const noteMonthIn =
  (database: Database): NoteMonth =>
  (area, month) =>
    database.use((db) => moveArea(db, area, month))
