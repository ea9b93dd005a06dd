import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, vi } from 'vitest'
import { type PlaygroundOptions, startPlayground } from '../../playground/playground.ts'
import type { Exchange } from '../../playground/slack/slack.ts'
import { copyInitialisedPglite } from '../database/support/pglite-template.ts'
import { cellsIn, lettersIn, mayBeHeld } from '../support/leaks/database-contents.ts'
import { createWordPlanter, type WordPlanter } from '../support/leaks/planted-answers.ts'
import { isAllowed, keptIn } from '../support/leaks/values-kept-by-slack.ts'
import { SUPPLIED_MONTH } from '../support/street-crime.ts'

type WatchedOptions = Pick<PlaygroundOptions, 'env' | 'clock' | 'workspaces' | 'socket'> & {
  /** Default false: whether the app makes its database itself, as on a first start, which takes seconds. */
  readonly fromNothing?: boolean
}

/**
 * The one way in which browser tests start the playground. What its supplier answers carries planted words, and closing it
 * fails when anything the supplier answered was kept: with Slack, in the database, in its files or in the log.
 */
export async function startWatched({ fromNothing = false, ...options }: WatchedOptions = {}) {
  const dataDir = await mkdtemp(join(tmpdir(), 'street-crime-'))
  if (!fromNothing) await copyInitialisedPglite(dataDir)
  const served = createWordPlanter()
  const log: string[] = []
  const monthFile = `${dataDir}-month`
  await writeFile(monthFile, SUPPLIED_MONTH)
  const playground = await startPlayground({
    port: 0,
    monthFile,
    output: (text) => log.push(text),
    dataDir,
    alter: served.alter,
    ...options,
    env: { LOG_LEVEL: 'trace', ...options.env },
  })
  const traffic: Exchange[] = []
  playground.slack.on((change) => {
    if (change.kind === 'exchange') traffic.push(change.exchange)
  })
  const close = async () => {
    try {
      await databaseReady(playground.appUrl)
      await playground.close()
      nothingKeptWithSlack(traffic, served)
      expect(served.foundIn(log.join('')), 'of the supplier’s, in the log').toEqual([])
      await nothingKeptIn(dataDir, served)
    } finally {
      await playground.close()
      for (const path of [dataDir, monthFile]) await rm(path, { recursive: true, force: true })
    }
  }
  return { playground, close }
}

/** Resolves once the app's database is there; a new folder takes seconds to make. */
export async function databaseReady(appUrl: string): Promise<void> {
  const ready = async () => (await fetch(`${appUrl}/readyz`)).json()
  await vi.waitFor(async () => expect(await ready()).toEqual({ status: 'ready' }), 60_000)
}

function nothingKeptWithSlack(traffic: readonly Exchange[], served: WordPlanter): void {
  const kept = traffic.flatMap(keptIn)
  expect(
    kept.filter((one) => !isAllowed(one)),
    'kept with Slack',
  ).toEqual([])
  const repeated = kept.filter(
    ({ what, value }) =>
      !/^(suggested|(incidents|home)\.street)$/.test(what) && served.foundIn(value).length > 0,
  )
  expect(repeated, 'of the supplier’s, kept with Slack').toEqual([])
  // Else nothing was looked for: what was served is what people were shown.
  const shown = served.foundIn(JSON.stringify(traffic.map(({ request }) => request.body)))
  expect(shown.length > 0).toBe(served.count() > 0)
}

async function nothingKeptIn(dataDir: string, served: WordPlanter): Promise<void> {
  const cells = await cellsIn(dataDir)
  expect(
    cells.filter((cell) => !mayBeHeld(cell)),
    'in the database',
  ).toEqual([])
  expect(served.foundIn(JSON.stringify(cells)), 'of the supplier’s, in the database').toEqual([])
  const letters = await lettersIn(dataDir)
  // What the tables hold stands in the files too, so the supplier's would be found there.
  const saved = cells.filter(([column]) => column === 'saved_place.postcode')
  expect(saved.filter(([, postcode]) => !letters.includes(postcode))).toEqual([])
  expect(served.foundIn(letters), 'of the supplier’s, in the files of the database').toEqual([])
}
