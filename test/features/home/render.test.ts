import type { HomeView } from '@slack/types'
import { ErrorCode, WebClient } from '@slack/web-api'
import { expect, test, vi } from 'vitest'
import { drawHome, type HomeContext, lookUpOnHome } from '../../../src/features/home/render.ts'
import { INITIAL_STATE } from '../../../src/features/home/state.ts'
import { createKeyedMutex } from '../../../src/lib/keyed-mutex.ts'
import { success } from '../../../src/lib/result.ts'
import type { ReportResult } from '../../../src/lookup/cache.ts'
import { browseReport } from '../../../src/report/browse/state.ts'
import { OWNER, placesInMemory } from '../../support/app/saved-places-in-memory.ts'
import { FETCHED_AT, postcode } from '../../support/incidents.ts'
import { charts, keptErrors, lookupOf, ownConversations } from '../../support/lookups.ts'
import { NO_PAGES } from '../../support/operator-pages.ts'
import { buttons, read } from '../../support/read-message.ts'
import { village } from '../../support/village.ts'

const ST20 = postcode('ST20 0LY')
const LE1 = postcode('LE1 1WA')
const VIEWER = { owner: OWNER, hash: 'h0' }
const reportOf = (near: typeof LE1) => ({ state: { ...INITIAL_STATE, browsed: browseReport(near, []) } })

const slackError = (error: string): Error =>
  Object.assign(new Error(error), { code: ErrorCode.PlatformError, data: { ok: false, error } })

/** Home as Slack keeps it: a publish whose hash is not the last one is refused. */
const started = (find: () => ReportResult | Promise<ReportResult> = () => success(village())) => {
  const { lookup, asked } = lookupOf(find)
  const memory = placesInMemory()
  const client = new WebClient('xoxb-placeholder')
  const published: { readonly view: HomeView; readonly hash: string | undefined }[] = []
  const first = Promise.withResolvers<void>()
  let at = 0
  vi.spyOn(client.views, 'publish').mockImplementation(async (call) => {
    if (call?.view.type !== 'home') throw new Error('Home is no modal')
    if (call.hash !== undefined && call.hash !== `h${at}`) throw slackError('hash_conflict')
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
    ownConversations,
    clock: () => FETCHED_AT,
    places: memory.places,
    commands: [],
    pages: NO_PAGES,
    stored: async (owner) => {
      const listed = await memory.places.list(owner)
      const usage = { used: 3, limit: 200 }
      return { places: listed.ok ? listed.value : 'unavailable', usage, sections: [] }
    },
    opened: async () => false,
    mutex: createKeyedMutex(),
  }
  return {
    context,
    client,
    asked,
    published,
    firstPublished: first.promise,
    /** Another publish: the last hash no longer holds. */
    publishElsewhere: () => {
      at += 1
    },
    words: () => published.map(({ view }) => read({ text: '', blocks: view.blocks })),
    labels: () => published.map(({ view }) => buttons({ text: '', blocks: view.blocks })),
    ...memory,
  }
}

test('drawing Home makes no call, even where the report is no longer in memory', async () => {
  const { context, client, asked, words, published } = started()
  await drawHome(context, client, VIEWER, reportOf(ST20))
  expect(asked).toEqual([])
  expect(published.map(({ hash }) => hash)).toEqual(['h0'])
  expect(words().join()).toContain('We no longer have the figures for ST20 0LY.')
})

test('a first Home, of which nobody saw a hash, is published without one', async () => {
  const { context, client, published } = started()
  await drawHome(context, client, { owner: OWNER, hash: undefined }, { state: INITIAL_STATE })
  expect(published.map(({ hash }) => hash)).toEqual([undefined])
})

test('a look-up shows a loading line, then the figures, with the hash of that line', async () => {
  const { context, client, asked, words, published } = started()
  await lookUpOnHome(context, client, VIEWER, reportOf(ST20))
  expect(asked).toEqual([ST20])
  expect(published.map(({ hash }) => hash)).toEqual(['h0', 'h1'])
  expect(words()).toEqual([
    expect.stringContaining('Looking up ST20 0LY …'),
    expect.stringContaining('Street crime near ST20 0LY'),
  ])
})

test('a state without a place looks nothing up', async () => {
  const { context, client, asked, published } = started()
  await lookUpOnHome(context, client, VIEWER, { state: INITIAL_STATE })
  expect(asked).toEqual([])
  expect(published.length).toBe(1)
})

test('a view that another action has replaced is published again, without its hash', async () => {
  const { context, client, words, published, publishElsewhere } = started()
  publishElsewhere()
  await drawHome(context, client, VIEWER, reportOf(ST20))
  expect(published.map(({ hash }) => hash)).toEqual([undefined])
  expect(words().join()).toContain('ST20 0LY')
})

test('two quick clicks are published in their order, even where the first reads its places slowly', async () => {
  const { context, client, words, places } = started()
  const late = Promise.withResolvers<void>()
  const list = vi.spyOn(places, 'list')
  list.mockImplementationOnce(async () => {
    await late.promise
    return success([])
  })
  const both = [
    drawHome(context, client, VIEWER, reportOf(LE1)),
    drawHome(context, client, VIEWER, reportOf(ST20)),
  ]
  late.resolve()
  await Promise.all(both)
  expect(words()).toEqual([expect.stringContaining('LE1 1WA'), expect.stringContaining('ST20 0LY')])
})

test('a second publish shows the places as they are by then', async () => {
  const { context, client, labels, places, publishElsewhere } = started()
  await places.add(OWNER, ST20)
  await places.add(OWNER, LE1)
  const list = vi.spyOn(places, 'list')
  list.mockImplementationOnce(async (owner) => {
    list.mockRestore()
    const before = await places.list(owner)
    // Meanwhile another click removes a place and publishes.
    await places.remove(owner, LE1)
    publishElsewhere()
    return before
  })
  await drawHome(context, client, VIEWER, { state: INITIAL_STATE })
  expect(labels()).toEqual([['Edit list', 'ST20 0LY', 'Look up']])
})

test('late figures do not overwrite what the person has done since', async () => {
  const answer = Promise.withResolvers<ReportResult>()
  const { context, client, words, published, firstPublished } = started(() => answer.promise)
  const slow = lookUpOnHome(context, client, VIEWER, reportOf(ST20))
  await firstPublished
  await drawHome(context, client, { owner: OWNER, hash: 'h1' }, { state: INITIAL_STATE })
  answer.resolve(success(village()))
  await slow
  expect(published.length).toBe(2)
  expect(words().at(-1)).not.toContain('ST20 0LY')
})

test('any other Slack error is thrown, and the publish is not repeated', async () => {
  const { context, client } = started()
  const publish = vi.spyOn(client.views, 'publish').mockRejectedValue(slackError('not_enabled'))
  await expect(drawHome(context, client, VIEWER, { state: INITIAL_STATE })).rejects.toThrow('not_enabled')
  expect(publish).toHaveBeenCalledTimes(1)
})

test('a defect in a look-up becomes its failure on Home', async () => {
  const { context, client, words } = started(() => Promise.reject(new Error('a wheel came off')))
  await lookUpOnHome(context, client, VIEWER, reportOf(ST20))
  expect(words().at(-1)).toContain('Something went wrong in Street Crime.')
})
