import { randomBytes } from 'node:crypto'
import type { Client } from 'pg'
import { createTokenCipher } from '../../src/workspaces/token-cipher.ts'
import { runOn } from './own.ts'

/** What the app is configured with where it reads these rows. */
export const ENCRYPTION_KEY = randomBytes(32).toString('base64')

/** The id of the nth workspace. */
export const teamOf = (n: number): string => `T0BENCH${n}`
/** The id of its one person. */
export const userOf = (n: number): string => `U0BENCH${n}`
export const channelOf = (n: number): string => `C0BENCH${n}`

const ROWS_AT_ONCE = 5_000
// The newest month is announced: nothing is due, and no sweep has anything to tell.
const MONTH = '2023-01'

const postcodeOf = (n: number): string =>
  `M${1 + (n % 40)} ${Math.floor(n / 40) % 10}${'ABDEFGHJLN'.charAt(n % 10)}${'ABDEFGHJLN'.charAt(Math.floor(n / 10) % 10)}`

const insert = async (
  client: Client,
  into: string,
  count: number,
  row: (n: number) => readonly unknown[],
) => {
  for (let from = 0; from < count; from += ROWS_AT_ONCE) {
    const rows = Array.from({ length: Math.min(ROWS_AT_ONCE, count - from) }, (_, at) => row(from + at))
    const width = rows[0]?.length ?? 0
    const columns = Array.from({ length: width }, (_, at) => rows.map((one) => one[at]))
    const types = columns.map(
      ([first], at) => `$${at + 1}::${typeof first === 'boolean' ? 'boolean' : 'text'}[]`,
    )
    await client.query(`insert into ${into} select * from unnest(${types.join(', ')})`, columns)
  }
}

/** So many installations, each with one person, who has a saved place, and one channel with an alert. */
export const fill = (url: string, count: number): Promise<void> =>
  runOn(url, async (client) => {
    const seal = createTokenCipher([ENCRYPTION_KEY])
    const purpose = (n: number) => JSON.stringify(['installation', '', teamOf(n), false])
    const token = (n: number) => seal.seal(`xoxb-bench-${n}`, purpose(n))
    await client.query(`alter table installation alter installed_at set default now()`)
    await insert(
      client,
      'installation (team_id, organisation_wide, bot_token, bot_id, bot_user_id, scopes)',
      count,
      (n) => [teamOf(n), false, token(n), `B0BENCH${n}`, `U0APP${n}`, 'commands,chat:write'],
    )
    await client.query(`alter table saved_place alter position set default 0`)
    await insert(client, 'saved_place (team_id, user_id, postcode)', count, (n) => [
      teamOf(n),
      userOf(n),
      postcodeOf(n),
    ])
    await insert(
      client,
      'channel_alert (id, team_id, channel_id, postcode, area, in_thread, announced, set_by)',
      count,
      (n) => [`bench-${n}`, teamOf(n), channelOf(n), postcodeOf(n), 'M', true, MONTH, userOf(n)],
    )
    await client.query(`insert into area_month values ('M', '${MONTH}')`)
    await client.query('analyze')
  })
