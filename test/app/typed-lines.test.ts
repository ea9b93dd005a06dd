import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { CATEGORIES } from '../../src/crime/category.ts'
import type { Postcode } from '../../src/crime/postcode.ts'
import { packQuery } from '../../src/crime/report-query.ts'
import { read as readTyped } from '../../src/reading/reading.ts'
import { categoryNames } from '../../src/report/breakdowns.ts'
import { capitalised, list, unbroken } from '../../src/slack/ui/format.ts'
import { TYPED_LINES } from '../reading/typed-lines.ts'
import { answer, supplierOf } from '../support/answers.ts'
import { alertSteps, sam } from '../support/app/alert-actions.ts'
import { wordsOf } from '../support/app/view-actions.ts'
import { incident, postcode, times } from '../support/incidents.ts'
import { actionIds, buttons, partsOf, read } from '../support/read-message.ts'
import { priya, startStreetCrime } from '../support/street-crime.ts'

/** A line's meaning, taken apart: "alert LE1 1WA, B1 1BB; burglary". */
type Meaning = {
  readonly kind: string
  readonly places: readonly Postcode[]
  readonly categories: readonly string[]
}

const KINDS =
  /^(report|chart|compare|too many|alert slip|slip|first half|elsewhere|no area|no postcode|place name|where|alert form|alerts|alert|stop|save|saved|remove|forget|help)(?: (.*))?$/
// What stands behind these is no list of postcodes.
const WITHOUT_PLACES = /^(?:first half|elsewhere|no area|no postcode|place name)$/

const parseMeaning = (means: string): Meaning => {
  const [before = '', categories = ''] = means.split('; ')
  const [, kind = '', places = ''] = KINDS.exec(before) ?? []
  return {
    kind,
    places: places === '' || WITHOUT_PLACES.test(kind) ? [] : places.split(', ').map(postcode),
    categories: categories === '' ? [] : categories.split(', '),
  }
}

// Several of each kind, so that every report has figures and a chart.
const everyCategory = CATEGORIES.flatMap(({ slug }) => [
  ...times(2, incident({ category: slug })),
  incident({ category: slug, outcome: 'Local resolution' }),
])
const { supplier } = supplierOf(() => answer(everyCategory))

// Slack takes about one message a second and channel: its clock goes on by that much with each line that posts.
const SECOND = 1_000
let ahead = 0
const slack = { clock: () => Date.now() + ahead }
const startApp = async () => alertSteps(await startStreetCrime({ supplier, slack }))
let app: Awaited<ReturnType<typeof startApp>>

beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app.close())

const NEIGHBOUR = 'ST20 0LY'
const saved = () => app.places.of(app.owner)
const alerts = () => app.alerts.all().map((alert) => alert.postcode)

/** Nobody has saved a place or set an alert. */
beforeEach(async () => {
  await app.places.places.forget(app.owner, app.places.of(app.owner))
  await app.alerts.alerts.hide(
    app.workspace,
    app.alerts.all().map(({ id }) => id),
  )
})

/** A header, whose no-break spaces are for narrow windows only. */
const headerOf = (message: { readonly blocks: readonly object[] }): string | undefined => {
  const header = partsOf(message.blocks.slice(0, 1)).find(({ type }) => type === 'plain_text')
  return header === undefined ? undefined : String(header.text).replaceAll('\u00a0', ' ')
}

const titleOf = ({ places, categories }: Meaning): string =>
  `${categories.length === 0 ? 'Street crime' : capitalised(categoryNames(categories))} near ${list(places)}`

/** Types a line; gives all that the person reads, buttons too, which holds what the line is to say. */
const typeLine = async (typed: string, says: string) => {
  const message = await app.type(typed)
  const words = [read(message), ...buttons(message)].join('\n')
  expect(words).toContain(says)
  return { message, words, offered: buttons(message) }
}

const reportLike = async (meaning: Meaning, typed: string, says: string): Promise<void> => {
  const { message } = await typeLine(typed, says)
  expect(unbroken(String(headerOf(message)))).toBe(unbroken(titleOf(meaning)))
  const charts = partsOf(message.blocks).filter(({ type }) => type === 'data_visualization')
  expect(charts.length > 0).toBe(readTyped(typed).verb === 'chart')
}

const slipLike = async (meaning: Meaning, typed: string, says: string, action: string): Promise<void> => {
  const { message, words } = await typeLine(typed, says)
  expect(words).toContain(`Did you mean ${meaning.places[0]}?`)
  expect(actionIds(message)).toEqual([expect.stringMatching(`^${action}`)])
  const [button] = partsOf(message.blocks).filter(({ type }) => type === 'button')
  const [place = postcode(NEIGHBOUR)] = meaning.places
  const query = packQuery({ postcode: place, categories: meaning.categories })
  expect(button?.value).toBe(action === 'place.save' ? place : query)
}

/** Nothing is looked up: what is missing, and what to type. */
const problemLike = async ({ kind, categories }: Meaning, typed: string, says: string): Promise<void> => {
  const { message, words } = await typeLine(typed, says)
  expect(headerOf(message)).toBeUndefined()
  expect(words).toContain('/crime LE1 1WA')
  if (kind === 'where' && categories.length > 0)
    expect(words).toContain(`${capitalised(categoryNames(categories))} where?`)
}

/** What each kind of line leads to. */
const HOLDS: Readonly<Record<string, (meaning: Meaning, typed: string, says: string) => Promise<void>>> = {
  report: reportLike,
  chart: reportLike,
  compare: reportLike,
  'too many': async (_, typed, says) => {
    expect((await typeLine(typed, says)).offered).toEqual(['Compare the first four'])
  },
  slip: (meaning, typed, says) => slipLike(meaning, typed, says, 'report.retry'),
  'alert slip': (meaning, typed, says) => slipLike(meaning, typed, says, 'alert.set-up'),
  'first half': problemLike,
  elsewhere: problemLike,
  'no area': problemLike,
  'no postcode': problemLike,
  'place name': problemLike,
  where: problemLike,
  alert: async ({ places, categories }, typed, says) => {
    ahead += places.length * SECOND
    const { words } = await typeLine(typed, says)
    if (places.length > 1) expect(words).toContain(`${places.length} alerts set up`)
    for (const place of places)
      expect(words).toContain(places.length > 1 ? place : `Alert set up for ${place}`)
    expect(app.alerts.all()).toHaveLength(places.length)
    for (const alert of app.alerts.all()) {
      expect(places).toContain(alert.postcode)
      expect(alert.categories).toEqual(categories)
    }
  },
  'alert form': async (_, typed, says) => {
    const view = await app.typeOpening(typed, says)
    expect(wordsOf(view)).toContain('The channel gets a post')
    expect(alerts()).toEqual([])
  },
  stop: async ({ places }, typed, says) => {
    ahead += places.length * SECOND
    for (const near of [...places, NEIGHBOUR]) await app.given({ near })
    const before = app.inChannel(priya.channel, sam.user).length
    const { offered } = await typeLine(typed, says)
    expect(alerts()).toEqual([NEIGHBOUR])
    expect(offered).toEqual(['Undo'])
    expect(app.inChannel(priya.channel, sam.user)).toHaveLength(before + places.length)
  },
  alerts: async ({ places }, typed, says) => {
    for (const near of ['LE1 1WA', NEIGHBOUR]) await app.given({ near })
    const { words } = await typeLine(typed, says)
    expect(words).toContain('LE1 1WA')
    expect(words.includes(NEIGHBOUR)).toBe(places.length === 0)
    expect(alerts()).toEqual(['LE1 1WA', NEIGHBOUR])
  },
  save: async ({ places }, typed, says) => {
    await typeLine(typed, says)
    expect(saved()).toEqual(places)
  },
  saved: async (_, typed, says) => {
    await app.places.places.add(app.owner, postcode(NEIGHBOUR))
    expect((await typeLine(typed, says)).offered).toEqual([NEIGHBOUR])
  },
  remove: async ({ places }, typed, says) => {
    for (const near of [...places, NEIGHBOUR]) await app.places.places.add(app.owner, postcode(near))
    expect((await typeLine(typed, says)).offered[0]).toBe('Undo')
    expect(saved()).toEqual([NEIGHBOUR])
  },
  forget: async (_, typed, says) => {
    await app.places.places.add(app.owner, postcode(NEIGHBOUR))
    expect((await typeLine(typed, says)).offered).toEqual(['Delete'])
    expect(saved()).toEqual([NEIGHBOUR])
  },
  help: async (_, typed, says) => {
    expect(headerOf((await typeLine(typed, says)).message)).toBe('What you can type')
  },
}

test.each(TYPED_LINES)('/crime %s: %s', async (typed = '', means = '', says = '') => {
  const meaning = parseMeaning(means)
  const holds = HOLDS[meaning.kind]
  if (holds === undefined) throw new Error(`no such meaning: ${means}`)
  await holds(meaning, typed, says)
  expect(app.slack.rejections).toEqual([])
})
