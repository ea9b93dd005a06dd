import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { connect } from '../../../src/database/open-database.ts'
import { type OwnPlace, ownPostgres, POSTGRES } from '../../database/support/places.ts'
import {
  install,
  newKey,
  startAppWithWorkspaces,
  startSlackAndSupplier,
} from '../../support/app/app-with-workspaces.ts'
import { sayIn, seats } from '../../support/app/workspace-members.ts'

const LOCKED_FOR_MS = 12_000
const PEOPLE = 24
// As long as it is remembered who has the app.
const CACHED_FOR_MS = 60_000

let own: OwnPlace
beforeAll(async () => {
  own = await ownPostgres()
})
afterAll(() => own.drop())

it.skipIf(POSTGRES === undefined)(
  'people are not told that their workspace cannot be checked while a table they do not need is locked',
  async () => {
    const servers = await startSlackAndSupplier({ rateLimits: false })
    const { slack } = servers
    const many = await startAppWithWorkspaces({ servers, place: own.place, encryptionKey: newKey() })
    for (const id of ['T0PLAYGROUND', 'T0HARBOUR', 'E0COUNTY']) await install(many, id)
    const holder = await connect(own.place)
    const locked = Promise.withResolvers<void>()
    const release = Promise.withResolvers<void>()
    const holding = holder.db.transaction().execute(async (tx) => {
      await sql`lock table saved_place`.execute(tx)
      locked.resolve()
      await release.promise
    })
    await locked.promise

    const answers: string[] = []
    const since = performance.now()
    while (performance.now() - since < LOCKED_FOR_MS || answers.length < PEOPLE) {
      // More than there are connections: each waits until the server ends its statement.
      const waiting = Array.from({ length: 8 }, () =>
        many.database.use((db) => db.selectFrom('saved_place').select('user_id').execute()),
      )
      for (const text of ['LE1 1WA', 'help']) {
        // Who has the app is read anew.
        many.later(CACHED_FOR_MS + 1)
        answers.push(...(await Promise.all(seats.map((seat) => sayIn(slack, seat, text)))))
      }
      await Promise.all(waiting)
    }
    release.resolve()
    await holding
    await holder.close()

    expect(answers.filter((answer) => answer.includes('can’t check this workspace'))).toEqual([])
    expect(many.logLines().filter(({ msg }) => msg.includes('the database is away'))).toEqual([])
  },
)
