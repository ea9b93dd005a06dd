import type { HomeView } from '@slack/types'
import { ErrorCode, WebClient } from '@slack/web-api'
import { expect, test, vi } from 'vitest'
import { drawHome, type HomeContext, lookUpOnHome } from '../../../src/features/home/render.ts'
import { UNTOUCHED } from '../../../src/features/home/state.ts'
import { unfiltered } from '../../../src/features/home/transitions.ts'
import { createKeyedMutex } from '../../../src/lib/keyed-mutex.ts'
import { success } from '../../../src/lib/result.ts'
import type { ReportResult } from '../../../src/lookup/cache.ts'
import { FETCHED_AT, postcode } from '../../support/incidents.ts'
import { charts, keptErrors, lookupOf } from '../../support/lookups.ts'
import { NO_PAGES } from '../../support/own-pages.ts'
import { buttons, read } from '../../support/read-message.ts'
import { OWNER, placesInMemory } from '../../support/saved-places.ts'
import { village } from '../../support/village.ts'

const ST20 = postcode('ST20 0LY')
const LE1 = postcode('LE1 1WA')
const READER = { owner: OWNER, hash: 'h0' }
const shows = (near: typeof LE1) => ({ state: { ...UNTOUCHED, browsed: unfiltered(near) } })

const refused = (error: string): Error =>
  Object.assign(new Error(error), { code: ErrorCode.PlatformError, data: { ok: false, error } })

/** Home as Slack keeps it: a publish with another hash than the last one is refused. */
const started = (find: () => ReportResult | Promise<ReportResult> = () => success(village())) => {
  const { lookup, asked } = lookupOf(find)
  const memory = placesInMemory()
  const client = new WebClient('xoxb-placeholder')
  const published: { readonly view: HomeView; readonly hash: string | undefined }[] = []
  const first = Promise.withResolvers<void>()
  let at = 0
  vi.spyOn(client.views, 'publish').mockImplementation(async (call) => {
    if (call?.view.type !== 'home') throw new Error('Home is no modal')
    if (call.hash !== undefined && call.hash !== `h${at}`) throw refused('hash_conflict')
    at += 1
    published.push({ view: call.view, hash: call.hash })
    first.resolve()
    return { ok: true, view: { hash: `h${at}` } }
  })
  const { log } = keptErrors()
  const context: HomeContext = {
    lookup,
    log,
    charts,
    clock: () => FETCHED_AT,
    places: memory.places,
    commands: [],
    pages: NO_PAGES,
    usedToday: async () => ({ used: 3, limit: 200 }),
    sections: [],
    inTurn: createKeyedMutex(),
  }
  return {
    context,
    client,
    asked,
    published,
    firstPublished: first.promise,
    /** Somebody else's publish. */
    overtake: () => {
      at += 1
    },
    words: () => published.map(({ view }) => read({ text: '', blocks: view.blocks })),
    labels: () => published.map(({ view }) => buttons({ text: '', blocks: view.blocks })),
    ...memory,
  }
}

test('drawing Home asks for nothing, even where the place is no longer in memory', async () => {
  const { context, client, asked, words, published } = started()
  await drawHome(context, client, READER, shows(ST20))
  expect(asked).toEqual([])
  expect(published.map(({ hash }) => hash)).toEqual(['h0'])
  expect(words().join()).toContain('Figures for ST20 0LY are not in memory.')
})

test('a first Home, of which nobody saw a hash, is published without one', async () => {
  const { context, client, published } = started()
  await drawHome(context, client, { owner: OWNER, hash: undefined }, { state: UNTOUCHED })
  expect(published.map(({ hash }) => hash)).toEqual([undefined])
})

test('a look-up shows a line at once, and then the figures, with the hash of that line', async () => {
  const { context, client, asked, words, published } = started()
  await lookUpOnHome(context, client, READER, shows(ST20))
  expect(asked).toEqual([ST20])
  expect(published.map(({ hash }) => hash)).toEqual(['h0', 'h1'])
  expect(words()).toEqual([
    expect.stringContaining('Looking up ST20 0LY …'),
    expect.stringContaining('Street crime near ST20 0LY'),
  ])
})

test('a step without a place looks nothing up', async () => {
  const { context, client, asked, published } = started()
  await lookUpOnHome(context, client, READER, { state: UNTOUCHED })
  expect(asked).toEqual([])
  expect(published.length).toBe(1)
})

test('of two quick clicks the second is drawn over the first', async () => {
  const { context, client, words, published, overtake } = started()
  overtake()
  await drawHome(context, client, READER, shows(ST20))
  expect(published.map(({ hash }) => hash)).toEqual([undefined])
  expect(words().join()).toContain('ST20 0LY')
})

test('of two quick clicks the first is published first, even where its places come late', async () => {
  const { context, client, words, places } = started()
  const late = Promise.withResolvers<void>()
  const list = vi.spyOn(places, 'list')
  list.mockImplementationOnce(async () => {
    await late.promise
    return success([])
  })
  const both = [drawHome(context, client, READER, shows(LE1)), drawHome(context, client, READER, shows(ST20))]
  late.resolve()
  await Promise.all(both)
  expect(words()).toEqual([expect.stringContaining('LE1 1WA'), expect.stringContaining('ST20 0LY')])
})

test('what is drawn over another step shows the places as they are by then', async () => {
  const { context, client, labels, places, overtake } = started()
  await places.add(OWNER, ST20)
  await places.add(OWNER, LE1)
  const list = vi.spyOn(places, 'list')
  list.mockImplementationOnce(async (owner) => {
    list.mockRestore()
    const before = await places.list(owner)
    // Meanwhile another click takes a place away and publishes.
    await places.remove(owner, LE1)
    overtake()
    return before
  })
  await drawHome(context, client, READER, { state: UNTOUCHED })
  expect(labels()).toEqual([['Look up', 'ST20 0LY', 'Edit list']])
})

test('figures that come late do not overwrite what the person went on to', async () => {
  const answer = Promise.withResolvers<ReportResult>()
  const { context, client, words, published, firstPublished } = started(() => answer.promise)
  const slow = lookUpOnHome(context, client, READER, shows(ST20))
  await firstPublished
  await drawHome(context, client, { owner: OWNER, hash: 'h1' }, { state: UNTOUCHED })
  answer.resolve(success(village()))
  await slow
  expect(published.length).toBe(2)
  expect(words().at(-1)).not.toContain('ST20 0LY')
})

test('what else Slack refuses is not swallowed, nor tried again', async () => {
  const { context, client } = started()
  const publish = vi.spyOn(client.views, 'publish').mockRejectedValue(refused('not_enabled'))
  await expect(drawHome(context, client, READER, { state: UNTOUCHED })).rejects.toThrow('not_enabled')
  expect(publish).toHaveBeenCalledTimes(1)
})

test('a defect in a look-up becomes its failure on Home', async () => {
  const { context, client, words } = started(() => Promise.reject(new Error('a wheel came off')))
  await lookUpOnHome(context, client, READER, shows(ST20))
  expect(words().at(-1)).toContain('Something went wrong in Street Crime.')
})
