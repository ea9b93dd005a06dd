import { expect } from 'vitest'
import type { SlackMessage } from '../../../playground/slack/slack.ts'
import { askShared, emptyPostgres } from '../../database/support/places.ts'
import {
  install,
  type ManyOptions,
  newKey,
  startAppWithWorkspaces,
  startSlackAndSupplier,
} from './app-with-workspaces.ts'
import { privatelyIn, type Seat, seats } from './workspace-members.ts'

const HOUR = 3_600_000

type Options = Pick<ManyOptions, 'env' | 'alertWorker'>

/** The whole app, installed in two workspaces and an organisation, on an empty database; by default with its alert worker. */
export const startWithAlerts = async ({ env = {}, alertWorker = true }: Options = {}) => {
  const place = await emptyPostgres()
  const rows = (statement: string) => askShared(place, statement)
  const servers = await startSlackAndSupplier({ rateLimits: false })
  servers.postcodeArea.setMonth('2023-01')
  const encryptionKey = newKey()
  const many = await startAppWithWorkspaces({ servers, place, encryptionKey, alertWorker, env })
  for (const id of ['T0PLAYGROUND', 'T0HARBOUR', 'E0COUNTY'])
    expect((await install(many, id)).status).toBe(200)
  const { slack } = servers

  /** Sets an alert up, as a person does, and gives its id. */
  const setUp = async (seat: Seat, postcode: string): Promise<string> => {
    await privatelyIn(slack, seat, `alert ${postcode}`)
    const [row] = await rows(
      `select id from channel_alert where hidden_at is null and channel_id = '${seat.channel}' and postcode = '${postcode}'`,
    )
    return String(row?.id)
  }
  /** A month later: what was in memory is gone, and new figures are out. */
  const newFigures = (month: string): void => {
    many.later(HOUR + 1)
    servers.postcodeArea.setMonth(month)
  }
  /** The next thread of an announcement in a channel. */
  const nextThread = ({ channel }: Pick<Seat, 'channel'>): Promise<SlackMessage> =>
    slack.nextMessage((it) => it.channel === channel && it.thread_ts !== undefined)
  /** Sweeps, and waits until these channels have their announcement and its thread. */
  const sweep = async (
    expected: readonly Pick<Seat, 'channel'>[] = seats,
  ): Promise<readonly SlackMessage[]> => {
    const all = Promise.all(expected.map(nextThread))
    await many.jobs().sweep(0)
    return all
  }
  const alerts = () => rows('select * from channel_alert where hidden_at is null order by team_id, postcode')
  return {
    ...servers,
    many,
    encryptionKey,
    setUp,
    newFigures,
    sweep,
    alerts,
    rows,
  }
}

export type RunningWithAlerts = Awaited<ReturnType<typeof startWithAlerts>>
