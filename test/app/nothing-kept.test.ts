import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Exchange } from '../../playground/slack/slack.ts'
import { createDatabase } from '../../src/database/database.ts'
import { createSavedPlaceRepository } from '../../src/features/home/saved-place-repository.ts'
import { registerWhenStoring } from '../../src/workspaces/workspaces.ts'
import { createLines } from '../database/support/open.ts'
import { ownPglite } from '../database/support/places.ts'
import { type Cell, cellsIn, lettersIn, MAY_HOLD } from '../support/leaks/database-contents.ts'
import { PLANTED_STREET_IDS, plantedIn } from '../support/leaks/planted-body.ts'
import { useEveryFeature } from '../support/leaks/use-every-feature.ts'
import { isAllowed, keptIn, MAY_CARRY } from '../support/leaks/values-kept-by-slack.ts'
import { startStreetCrime } from '../support/street-crime.ts'

/** Every feature, used once, and all that was left of it. */
const toured = async () => {
  const { place, drop } = await ownPglite()
  const told = createLines()
  const database = createDatabase({
    config: place,
    log: told.log,
    onFatal: (reason) => {
      throw new Error(reason)
    },
  })
  database.open()
  await database.ready()
  const running = await startStreetCrime({
    logLevel: 'trace',
    slack: { rateLimits: false },
    savedPlaces: createSavedPlaceRepository(database, registerWhenStoring),
  })
  const wire: Exchange[] = []
  running.slack.on((change) => {
    if (change.kind === 'exchange') wire.push(change.exchange)
  })
  await useEveryFeature(running)
  await running.close()
  await database.close()
  const folder = place.kind === 'pglite' ? place.dataDir : ''
  const cells: Cell[] = await cellsIn(folder)
  const bytes = await lettersIn(folder)
  await drop()
  const { rejections } = running.slack
  return { wire, cells, bytes, rejections, log: running.logText() + told.lines.join('\n') }
}

let left: Awaited<ReturnType<typeof toured>>
beforeAll(async () => {
  left = await toured()
}, 60_000)
afterAll(() => expect(left.rejections).toEqual([]))

const kept = () => left.wire.flatMap(keptIn)

it('every feature was used: people saw the planted words, and every action was offered', () => {
  const shown = plantedIn(JSON.stringify(left.wire.map(({ request }) => request.body)))
  expect(shown).toEqual(
    expect.arrayContaining(['Qzstreet', 'Qzoutcome', 'qzaddition', 'Qzcategory', '52.187654']),
  )
  const actions = new Set(kept().map(({ what }) => what.replace(/\.\d+$/, '')))
  expect(Object.keys(MAY_CARRY).filter((action) => !actions.has(action))).toEqual([])
  expect(kept().filter(({ what }) => what === 'private_metadata').length).toBeGreaterThan(40)
})

it('every private_metadata, value and id that Slack keeps for the app is one of those allowed', () => {
  expect(kept().filter((one) => !isAllowed(one))).toEqual([])
})

it('none of them is the API’s, but for the street ids among the options of the street menu', () => {
  const isOfStreet = ({ what }: { what: string }) => /^(suggested|(incidents|home)\.street)$/.test(what)
  const ofStreets = kept().filter(isOfStreet)
  expect([...new Set(ofStreets.map(({ value }) => value))].sort()).toEqual([...PLANTED_STREET_IDS, 'all'])
  const others = kept().filter((one) => !isOfStreet(one))
  expect(others.filter(({ value }) => plantedIn(value).length > 0)).toEqual([])
})

it('the database holds places and whose they are, and nothing else', () => {
  const columns = [...new Set(left.cells.map(([column]) => column))].sort()
  // Alerts are kept beside the database here; the browser tests dump theirs.
  const here = Object.keys(MAY_HOLD).filter((column) => /^(workspace|saved_place|kysely_)/.test(column))
  expect(columns).toEqual(here.sort())
  expect(left.cells.filter(([column, value]) => MAY_HOLD[column]?.test(value) !== true)).toEqual([])
  expect(plantedIn(JSON.stringify(left.cells))).toEqual([])
})

it('nor do the bytes of its files', () => {
  // What was saved is in them as it stands, so the API's would be found too.
  expect(left.bytes).toContain('LE1 1WA')
  expect(left.bytes).toContain('U0PRIYA')
  expect(plantedIn(left.bytes)).toEqual([])
})

it('nor does the log, at its lowest level', () => {
  expect(left.log.split('\n').length).toBeGreaterThan(70)
  expect(plantedIn(left.log)).toEqual([])
})
