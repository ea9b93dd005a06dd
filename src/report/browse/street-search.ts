import type { App } from '@slack/bolt'
import type { PlainTextOption } from '@slack/types'
import pTimeout from 'p-timeout'
import { type PlaceCount, placeCounts, type Report } from '../../crime/report.ts'
import { askerOf } from '../../slack/identity.ts'
import { plain } from '../../slack/ui/blocks.ts'
import { option } from '../../slack/ui/elements.ts'
import { count } from '../../slack/ui/format.ts'
import { cut, LIMITS, oneLine } from '../../slack/ui/limits.ts'
import { lookUpReport, type ReportContext } from '../answer.ts'
import { ALL, type BrowseSurface, browseIds, readView } from './state.ts'

// Slack waits three seconds for options: docs.slack.dev/reference/block-kit/block-elements/select-menu-element.
const ANSWER_WITHIN_MS = 2_500

// One of a menu's hundred options is "All places".
const MAX_STREETS = LIMITS.selectOptions - 1
const MAX_NAME = 60

const withoutAccents = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

const placeOption = ({ id, name, streets, count: incidents }: PlaceCount): PlainTextOption => {
  const many = `(${count(incidents)}${streets > 1 ? ` in ${count(streets)} places` : ''})`
  const shown = cut(oneLine(name), Math.min(MAX_NAME, LIMITS.optionText - 1 - many.length))
  return option({ text: `${shown} ${many}`, value: String(id) })
}

/** The options of a search menu, in a group whose label says how many there are. */
export type StreetOptions = {
  readonly option_groups: { label: ReturnType<typeof plain>; options: PlainTextOption[] }[]
}

const groupLabel = (shown: number, found: number, typed: string): string => {
  if (found === 0) return typed === '' ? 'No street names given' : 'No place with that name'
  return shown < found
    ? `${count(shown)} of ${count(found)} places: type a name to find others`
    : `${count(found)} ${found === 1 ? 'place' : 'places'}, most incidents first`
}

/** The places whose name holds every word that was typed, largest count first, as at most a hundred options. */
export const streetOptions = (report: Report, typed: string): StreetOptions => {
  const parts = withoutAccents(typed.slice(0, MAX_NAME)).split(/\s+/).filter(Boolean)
  const found = placeCounts(report).filter((place) => {
    const name = withoutAccents(place.name)
    return parts.every((part) => name.includes(part))
  })
  const shown = found.slice(0, MAX_STREETS)
  return {
    option_groups: [
      {
        label: plain(groupLabel(shown.length, found.length, typed), LIMITS.optionText),
        options: [option({ text: 'All places', value: ALL }), ...shown.map(placeOption)],
      },
    ],
  }
}

const NO_OPTIONS = { options: [] }

/** Registers the search among a report's streets: options while the person types, from memory or after one look-up. */
export const registerStreetSearch = (app: App, context: ReportContext, surface: BrowseSurface): void => {
  app.options(browseIds(surface).street, async ({ ack, body, payload }) => {
    const browsed = body.view === undefined ? null : readView(surface, body.view)
    if (browsed === null) return ack(NO_OPTIONS)
    const result = await pTimeout(lookUpReport(context, browsed.state.postcode, askerOf(body)), {
      milliseconds: ANSWER_WITHIN_MS,
      // The next key repeats a search that took too long.
      fallback: () => null,
    })
    await ack(result?.ok === true ? streetOptions(result.value, payload.value) : NO_OPTIONS)
  })
}
