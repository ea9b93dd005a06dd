import { sql } from 'kysely'
import { onTestFinished } from 'vitest'
import type { Database } from '../../../../src/database/database.ts'
import type { DatabaseConfig } from '../../../../src/database/database-config.ts'
import { ownPostgres } from '../../../database/support/places.ts'
import { program } from '../../../database/support/program.ts'
import { nth } from '../../../support/answers.ts'
import { PLANTED_BODY } from '../../../support/leaks/planted-body.ts'
import { type AnswerCall, slackServer, supplierServer } from './fake-dependencies.ts'
import { repositoriesOn } from './repositories.ts'
import { BEHIND_MS } from './worker-options.ts'

/** Alerts that are due at once: 300 here, all 2,000 where there is time (.ci/run). */
export const MANY = Number(process.env.ALERTS_DUE ?? 300)

/** How many postcodes they are for, and how many channels: five places in each. */
export const POSTCODES = MANY / 4
export const CHANNELS = MANY / 5

const insert = (database: Database) =>
  database.use(async (db) => {
    await db.insertInto('area_month').values({ area: 'LE', month: '2020-01' }).execute()
    const teams = Array.from({ length: 7 }, (_, n) => ({ team_id: `T${n}` }))
    await db.insertInto('workspace').values(teams).execute()
    for (let from = 0; from < MANY; from += 500) {
      const rows = Array.from({ length: Math.min(500, MANY - from) }, (_, at) => from + at)
      await db
        .insertInto('channel_alert')
        .values(
          rows.map((n) => ({
            id: `alert-${n}`,
            team_id: `T${(n % CHANNELS) % 7}`,
            // Five in a channel, for different postcodes: of two in three places nobody else is told.
            channel_id: `C${n % CHANNELS}`,
            postcode: nth(n % POSTCODES),
            area: 'LE',
            categories: '',
            in_thread: true,
            set_by: 'U1',
            announced: '2020-01',
          })),
        )
        .execute()
    }
  })

/** A Postgres of its own with many alerts that will be due, a supplier and a Slack. */
export const dueAlerts = async (answerCall?: AnswerCall) => {
  const { place, drop } = await ownPostgres()
  onTestFinished(drop)
  const { database } = await repositoriesOn(place)
  await insert(database)
  const supplier = await supplierServer(PLANTED_BODY)
  const slack = await slackServer(answerCall)
  const start = (through: DatabaseConfig = place) => {
    const file = '../../features/alerts/programs/alert-worker.ts'
    const { url } = through.kind === 'postgres' ? through : { url: '' }
    const child = program(
      file,
      { kind: 'postgres', url },
      JSON.stringify(supplier.url),
      JSON.stringify(slack.url),
      JSON.stringify(BEHIND_MS),
    )
    const logs = (words: string) =>
      new Promise<void>((resolve) => child.reader.on('line', (line) => line.includes(words) && resolve()))
    onTestFinished(() => void child.kill())
    const died = child.ended.then(({ code }) => {
      throw new Error(`the process ended at once, with ${code}`)
    })
    died.catch(() => undefined)
    return { ...child, logs, started: Promise.race([logs('the job queue has started'), died]) }
  }
  const countDue = async (): Promise<number> => {
    const asked = await database.use((db) =>
      db
        .selectFrom('channel_alert')
        .select(sql<number>`count(*)::int`.as('due'))
        .where('announced', '=', '2020-01')
        .executeTakeFirstOrThrow(),
    )
    return asked.ok ? asked.value.due : Number.NaN
  }
  return { place, database, supplier, slack, start, countDue }
}
