import type { App } from '@slack/bolt'
import { askerOf } from '../../slack/identity.ts'
import type { ReportContext } from '../answer.ts'
import { lookupFiltered } from '../lookup-filtered.ts'
import { idsOf, type Surface } from './field-ids.ts'
import { streetOptions } from './street-search.ts'
import { readView } from './view-state.ts'

// Slack gives up after three seconds; a search that comes too late comes again with the next key.
const WITHIN_MS = 2_500

const NOTHING = { options: [] }

const withinTime = async <Value>(work: Promise<Value>, late: Value): Promise<Value> => {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<Value>((resolve) => {
    timer = setTimeout(resolve, WITHIN_MS, late)
  })
  return Promise.race([work, limit]).finally(() => clearTimeout(timer))
}

/** Answers the search among a report's places as one types, from memory or by one look-up. */
export const suggestStreets = (app: App, context: ReportContext, surface: Surface): void => {
  app.options(idsOf(surface).street, async ({ ack, body, payload }) => {
    const browsed = body.view === undefined ? null : readView(surface, body.view)
    if (browsed === null) return ack(NOTHING)
    const found = await withinTime(lookupFiltered(context, browsed.state.postcode, askerOf(body)), null)
    await ack(found?.ok === true ? streetOptions(found.value, payload.value) : NOTHING)
  })
}
