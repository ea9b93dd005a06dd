import { describe, expect, it, onTestFinished } from 'vitest'
import { signatureHeaders } from '../../../playground/slack/signature.ts'
import { migrateDatabase } from '../../../src/database/open-database.ts'
import { ownPostgres, POSTGRES } from '../../database/support/places.ts'
import { startMain, startSurroundings } from '../../support/app/main-process.ts'
import { read } from '../../support/read-message.ts'
import { SCOPES, SECRETS } from '../../support/street-crime.ts'

const DIRECT = { user: 'U0PRIYA', channel: 'D0PRIYAAPP', channel_type: 'im' }

const envelope = (text: string, event_id: string) =>
  JSON.stringify({
    api_app_id: 'A0STREETCRIME',
    team_id: 'T0PLAYGROUND',
    type: 'event_callback',
    event_id,
    event_time: Math.floor(Date.now() / 1_000),
    authorizations: [{ team_id: 'T0PLAYGROUND', user_id: 'U0STREETCRIME', is_bot: true }],
    event: { type: 'message', ...DIRECT, text, ts: '1796000000.000001', event_ts: '1796000000.000001' },
  })

const send = async (port: number, body: string, retry: number): Promise<number> => {
  const headers = {
    'content-type': 'application/json',
    ...signatureHeaders(SECRETS.signingSecret, body, Date.now()),
    ...(retry === 0 ? {} : { 'x-slack-retry-num': String(retry), 'x-slack-retry-reason': 'http_timeout' }),
  }
  const response = await fetch(`http://127.0.0.1:${port}/slack/events`, { method: 'POST', body, headers })
  return response.status
}

const started = async (databaseUrl: string) => {
  const { http, slack } = await startSurroundings({ scopes: SCOPES })
  const posted: string[] = []
  slack.on((change) => {
    // Where the look-up is slow, its answer takes the place of a line.
    if ((change.kind === 'posted' || change.kind === 'replaced') && change.message.from === 'app')
      posted.push(read(change.message))
  })
  const start = () => startMain({ ...http, DATABASE_URL: databaseUrl })
  const processes = [start(), start()]
  const ready = databaseUrl.includes('/none')
    ? []
    : processes.map(({ nextLog }) => nextLog('the database is ready'))
  const ports = await Promise.all(processes.map(({ listening }) => listening))
  await Promise.all(ready)
  const shown = (words: string) =>
    slack.nextEvent((change) => 'message' in change && read(change.message).includes(words))
  /** Asks for the same place once more: that waits for the same look-up, and is answered behind what came before. */
  let asked = 0
  const settled = async (port: number): Promise<void> => {
    asked += 1
    const answered = shown('Burglary near LE1 1WA')
    await send(port, envelope('LE1 1WA burglary', `EvNext${asked}`), 0)
    await answered
  }
  return { ports, posted, shown, settled }
}

const reports = (posted: readonly string[]) =>
  posted.filter((text) => text.includes('Street crime near LE1 1WA'))

describe.skipIf(POSTGRES === undefined)('an event that is delivered three times', () => {
  it('to two processes is acked each time and answered once', async () => {
    const { place, drop } = await ownPostgres()
    onTestFinished(drop)
    if (place.kind !== 'postgres') throw new Error('this is for Postgres')
    await migrateDatabase(place)
    const { ports, posted, shown, settled } = await started(place.url)
    const [first = 0, second = 0] = ports
    // A process that has never asked the database for an event may take longer than it waits for the answer.
    for (const port of ports) await settled(port)
    const body = envelope('LE1 1WA', 'Ev0001')
    const report = shown('Street crime near LE1 1WA')
    const statuses = await Promise.all([send(first, body, 0), send(second, body, 1), send(first, body, 2)])
    expect(statuses).toEqual([200, 200, 200])
    await report
    await settled(first)
    await settled(second)
    expect(reports(posted)).toHaveLength(1)
  })
})

describe('while the database is away', () => {
  it('each process answers it once', async () => {
    const { ports, posted, shown, settled } = await started('postgres://nobody@127.0.0.1:1/none')
    const [first = 0] = ports
    const body = envelope('LE1 1WA', 'Ev0002')
    const report = shown('Street crime near LE1 1WA')
    for (const retry of [0, 1, 2]) expect(await send(first, body, retry)).toBe(200)
    await report
    await settled(first)
    expect(reports(posted)).toHaveLength(1)
  })
})
