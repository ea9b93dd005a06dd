import type { Kysely } from 'kysely'
import { isMonth, type Month } from '../crime/dates.ts'
import type { Tables } from '../database/tables.ts'

/** The newest months that look-ups have seen in postcode areas, of those where one was seen; of all areas without a list. */
export const newestMonths = async (
  db: Kysely<Tables>,
  areas?: readonly string[],
): Promise<ReadonlyMap<string, Month>> => {
  if (areas?.length === 0) return new Map()
  const seen = db.selectFrom('area_month').selectAll()
  const rows = await (areas === undefined ? seen : seen.where('area', 'in', areas)).execute()
  return new Map(rows.flatMap(({ area, month }) => (isMonth(month) ? [[area, month] as const] : [])))
}

/** Records a month that was seen in a postcode area, if it is the newest there. */
export const advanceArea = async (db: Kysely<Tables>, area: string, month: Month): Promise<void> => {
  await db
    .insertInto('area_month')
    .values({ area, month })
    .onConflict((on) => on.column('area').doUpdateSet({ month }).where('area_month.month', '<', month))
    .execute()
}
