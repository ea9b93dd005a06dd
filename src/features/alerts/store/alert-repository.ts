import { randomUUID } from 'node:crypto'
import { type Kysely, sql, type Transaction } from 'kysely'
import type { Month } from '../../../crime/month.ts'
import { areaOf } from '../../../crime/postcode.ts'
import type { Database } from '../../../database/database.ts'
import type { Tables } from '../../../database/tables.ts'
import type { Owner, Workspace } from '../../../slack/identity.ts'
import type { Alert, AlertChoice } from '../alert.ts'
import {
  type AlertRepository,
  type ChangeResult,
  MAX_IN_CHANNEL,
  MAX_IN_WORKSPACE,
  type SetUpResult,
} from '../alerts.ts'
import { monthOfArea, moveArea } from './area-months.ts'
import { type AlertRow, alertsOf, ofWorkspace, rowOfChoice } from './rows.ts'

const first = (rows: readonly AlertRow[]): Alert | null => rows.flatMap(alertsOf)[0] ?? null

/** As a delivery finds it that has not been tried. */
const UNTRIED = { attempts: 0, refused_since: null, taken_until: null } as const

const NO_LINE = { line_ts: null, line_month: null } as const

// One change of a workspace at a time: two at once would else count the same alerts, and pass a limit together.
const inWorkspace = async <Value>(
  db: Kysely<Tables>,
  { enterpriseId, teamId }: Workspace,
  work: (tx: Transaction<Tables>) => Promise<Value>,
): Promise<Value> =>
  db.transaction().execute(async (tx) => {
    const key = `alerts ${enterpriseId} ${teamId}`
    await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(tx)
    return work(tx)
  })

const rowsOf = (db: Kysely<Tables>, workspace: Workspace) =>
  db
    .selectFrom('channel_alert')
    .selectAll()
    .where((all) => all.and(ofWorkspace(workspace)))

const near = async (
  db: Kysely<Tables>,
  workspace: Workspace,
  { channelId, postcode }: Pick<AlertChoice, 'channelId' | 'postcode'>,
): Promise<Alert | null> =>
  first(
    await rowsOf(db, workspace)
      .where('channel_id', '=', channelId)
      .where('postcode', '=', postcode)
      .execute(),
  )

const counted = async (db: Kysely<Tables>, workspace: Workspace, channelId: string) =>
  db
    .selectFrom('channel_alert')
    .select([
      sql<number>`count(*)::int`.as('ofWorkspace'),
      sql<number>`(count(*) filter (where channel_id = ${channelId}))::int`.as('ofChannel'),
    ])
    .where((all) => all.and(ofWorkspace(workspace)))
    .executeTakeFirstOrThrow()

// A place without results starts from its area's month: that one is not news either.
const startingFrom = async (
  tx: Transaction<Tables>,
  { postcode }: AlertChoice,
  baseline: Month | null,
): Promise<Month | null> => {
  const area = areaOf(postcode)
  if (baseline === null) return monthOfArea(tx, area)
  await moveArea(tx, area, baseline)
  return baseline
}

const set = async (
  tx: Transaction<Tables>,
  owner: Owner,
  choice: AlertChoice,
  baseline: Month | null,
): Promise<SetUpResult> => {
  const known = await near(tx, owner, choice)
  if (known !== null) return { kind: 'known', alert: known }
  const { ofChannel, ofWorkspace: inAll } = await counted(tx, owner, choice.channelId)
  if (ofChannel >= MAX_IN_CHANNEL) return { kind: 'channel-full' }
  if (inAll >= MAX_IN_WORKSPACE) return { kind: 'workspace-full' }
  const announced = await startingFrom(tx, choice, baseline)
  const made = await tx
    .insertInto('channel_alert')
    .values({
      id: randomUUID(),
      ...ofWorkspace(owner),
      ...rowOfChoice(choice),
      announced,
      set_by: owner.userId,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  const [alert] = alertsOf(made)
  if (alert === undefined) throw new TypeError('an alert for a postcode that is not covered')
  return { kind: 'set', alert }
}

/** What becomes of deliveries when the choice changes: another place, or another channel, begins anew. */
const anew = async (tx: Transaction<Tables>, before: Alert, choice: AlertChoice, baseline: Month | null) => ({
  ...(choice.postcode === before.postcode
    ? {}
    : { announced: await startingFrom(tx, choice, baseline), has_spoken: false, ...NO_LINE }),
  ...(choice.channelId === before.channelId ? {} : { stopped: null, ...UNTRIED, ...NO_LINE }),
})

const change = async (
  tx: Transaction<Tables>,
  workspace: Workspace,
  id: string,
  choice: AlertChoice,
  baseline: Month | null,
): Promise<ChangeResult | null> => {
  const before = first(await rowsOf(tx, workspace).where('id', '=', id).execute())
  if (before === null) return null
  const there = await near(tx, workspace, choice)
  if (there !== null && there.id !== id) return { kind: 'taken', alert: there }
  const moves = choice.channelId !== before.channelId
  if (moves && (await counted(tx, workspace, choice.channelId)).ofChannel >= MAX_IN_CHANNEL)
    return { kind: 'channel-full' }
  const rows = await tx
    .updateTable('channel_alert')
    .set({ ...rowOfChoice(choice), ...(await anew(tx, before, choice, baseline)) })
    .where('id', '=', id)
    .returningAll()
    .execute()
  const alert = first(rows)
  return alert === null ? null : { kind: 'changed', alert }
}

const putBack = async (tx: Transaction<Tables>, before: Alert): Promise<void> => {
  const there = await near(tx, before.workspace, before)
  if (there !== null && there.id !== before.id) return
  const { announced, hasSpoken, stopped } = before
  await tx
    .updateTable('channel_alert')
    .set({ ...rowOfChoice(before), announced, has_spoken: hasSpoken, stopped })
    .where((all) => all.and({ ...ofWorkspace(before.workspace), id: before.id }))
    .execute()
}

const resume = async (db: Kysely<Tables>, workspace: Workspace, id: string): Promise<Alert | null> =>
  first(
    await db
      .updateTable('channel_alert')
      .set({ paused_until: null, stopped: null, ...UNTRIED })
      .where((all) => all.and({ ...ofWorkspace(workspace), id }))
      .returningAll()
      .execute(),
  )

const stop = async (db: Kysely<Tables>, workspace: Workspace, id: string): Promise<Alert | null> =>
  first(
    await db
      .deleteFrom('channel_alert')
      .where((all) => all.and({ ...ofWorkspace(workspace), id }))
      .returningAll()
      .execute(),
  )

/** Alerts in the database: what people chose, the month last announced, and nothing that was published. */
export const createAlertRepository = (database: Database): AlertRepository => ({
  inChannel: (workspace, channelId) =>
    database.use(async (db) => {
      const rows = rowsOf(db, workspace).where('channel_id', '=', channelId)
      return (await rows.orderBy('postcode').execute()).flatMap(alertsOf)
    }),
  setBy: (owner) =>
    database.use(async (db) => {
      const rows = rowsOf(db, owner).where('set_by', '=', owner.userId)
      return (await rows.orderBy('channel_id').orderBy('postcode').execute()).flatMap(alertsOf)
    }),
  find: (workspace, id) =>
    database.use(async (db) => first(await rowsOf(db, workspace).where('id', '=', id).execute())),
  near: (workspace, channelId, postcode) =>
    database.use((db) => near(db, workspace, { channelId, postcode })),
  set: (owner, choice, baseline) =>
    database.use((db) => inWorkspace(db, owner, (tx) => set(tx, owner, choice, baseline))),
  change: (workspace, id, choice, baseline) =>
    database.use((db) => inWorkspace(db, workspace, (tx) => change(tx, workspace, id, choice, baseline))),
  putBack: (before) => database.use((db) => inWorkspace(db, before.workspace, (tx) => putBack(tx, before))),
  resume: (workspace, id) => database.use((db) => resume(db, workspace, id)),
  stop: (workspace, id) => database.use((db) => stop(db, workspace, id)),
})
