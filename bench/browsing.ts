import type { Incident } from '../src/crime/incident.ts'
import { parsePostcode } from '../src/crime/postcode.ts'
import { figuresOf, type Report } from '../src/crime/report.ts'
import { readContents } from '../src/postcodearea/response.ts'
import { browserBlocks, pageBlocks } from '../src/report/browse/browser.ts'
import { kindPasses, placePasses } from '../src/report/browse/filter.ts'
import { PAGE_LENGTH, type Page } from '../src/report/browse/page.ts'
import { inOrder } from '../src/report/browse/sort-incidents.ts'
import type { BrowseState } from '../src/report/browse/state.ts'
import { CITY_POSTCODE, cityBody } from './city.ts'
import { compare, msOf } from './sampling.ts'
import type { Family, Row } from './table.ts'

const CLICKS_A_SAMPLE = 50

const cityReport = (): Report => {
  const contents = readContents(cityBody(10_000).toString('utf8'))
  const postcode = parsePostcode(CITY_POSTCODE)
  if (!contents.ok || !postcode.ok) throw new Error('no city')
  const { incidents, unreadable } = contents.value
  return { ...figuresOf(incidents), postcode: postcode.value, incidents, unreadable, fetchedAt: 0 }
}

/** The page of a list of objects that is in order already: the plainest there is. */
const plainPage = (ordered: readonly Incident[], state: BrowseState, street: number | null): Page => {
  const filter = { ...state, street }
  const passing = ordered.filter((one) => kindPasses(filter, one) && placePasses(filter, one.place))
  const start = (state.page - 1) * PAGE_LENGTH
  const incidents = passing.slice(start, start + PAGE_LENGTH)
  const of = Math.ceil(passing.length / PAGE_LENGTH)
  return { incidents, number: state.page, of, total: passing.length, from: start + 1 }
}

const measure = async (): Promise<Row> => {
  const report = cityReport()
  const ordered = Array.from(inOrder(report), (index) => report.incidents.at(index))
  const { postcode } = report
  const state: BrowseState = { postcode, category: 'violent-crime', outcome: 'no-suspect', page: 3 }
  const { ratio, ours, peer } = await compare({
    ours: msOf(() => browserBlocks('incidents', report, state, null), CLICKS_A_SAMPLE),
    peer: msOf(
      () => pageBlocks('incidents', report, state, plainPage(ordered, state, null)),
      CLICKS_A_SAMPLE,
    ),
    rounds: 40,
    warmUps: 10,
  })
  return {
    row: 'filter and page through 10,000 incidents, view built / from a plain array',
    value: ratio,
    target: { atMost: 1 },
    beside: `${ours.toFixed(3)} ms / ${peer.toFixed(3)} ms`,
  }
}

/** One click in the incidents of a large city. */
export const browsing: Family = { name: 'browsing', measure: async () => [await measure()] }
