import { dayInLondon } from '../../../crime/day.ts'
import type { Postcode } from '../../../crime/postcode.ts'
import type { Lookup } from '../../../lookup/lookup.ts'
import type { DeliveryRepository, Watched } from '../store/due-alerts.ts'
import { dayNumber, openFrom } from './delivery-hours.ts'
import type { Jobs } from './jobs.ts'
import { classifyLookup } from './lookup-result.ts'
import { type Answers, decide, dueNow, movedOn, type Said } from './sweep-decision.ts'

/** How long a supplier in trouble is left alone, in ms. */
export const TROUBLE_MS = 30 * 60_000

/**
 * What a sweep needs. `check` delivers what this process heard just now, at no further call. `clock` gives ms
 * since the epoch; `stopping` ends the sweep, which is then put back.
 */
export type SweepOptions = {
  readonly watch: Pick<DeliveryRepository, 'watched' | 'noteMonth'>
  readonly lookup: Pick<Lookup, 'near'>
  readonly jobs: Pick<Jobs, 'sweep' | 'check'>
  readonly check: (postcode: Postcode) => Promise<void>
  readonly clock: () => number
  readonly stopping: AbortSignal
}

/** What was asked and heard, and from when on the rest is to be asked; null where there is no rest. */
type Course = { readonly watched: Watched; readonly answers: Answers; readonly goOnAt: number | null }

const ask = async ({ lookup, clock }: SweepOptions, postcode: Postcode): Promise<Said | number> => {
  const heard = classifyLookup(await lookup.near(postcode, null), clock())
  if (heard.kind === 'wait') return heard.until
  if (heard.kind === 'figures') return heard.month
  return heard.kind === 'unavailable' ? 'unavailable' : 'nothing'
}

const askAround = async (options: SweepOptions, today: string): Promise<Course> => {
  const { watch, clock, stopping } = options
  const day = dayNumber(clock())
  const answers = new Map<Postcode, Said>()
  let watched = await watch.watched(today)
  for (;;) {
    if (stopping.aborted) return { watched, answers, goOnAt: clock() }
    const next = decide(watched, day, answers)
    if (next.kind === 'done') return { watched, answers, goOnAt: null }
    if (next.kind === 'pause') return { watched, answers, goOnAt: clock() + TROUBLE_MS }
    const said = next.kind === 'move' ? next.month : await ask(options, next.postcode)
    if (typeof said === 'number') return { watched, answers, goOnAt: said }
    if (next.kind === 'ask') answers.set(next.postcode, said)
    if (said === 'nothing' || said === 'unavailable') continue
    const known = watched.areas.find(({ area }) => area === next.area)?.month ?? null
    if (known === null || known < said) await watch.noteMonth(next.area, said)
    watched = movedOn(watched, next.area, said)
  }
}

/**
 * The daily sweep: asks as few places as tell what is new, remembers how far each area has come, and has the
 * places that are due asked, each once, by a job. Begun by night it is put off until morning.
 */
export const sweep = async (options: SweepOptions): Promise<void> => {
  const { jobs, clock, check } = options
  const now = clock()
  if (openFrom(now) > now) return jobs.sweep(openFrom(now))
  const { watched, answers, goOnAt } = await askAround(options, dayInLondon(now))
  if (goOnAt !== null) await jobs.sweep(openFrom(goOnAt))
  await jobs.check(dueNow(watched, answers), clock())
  await Promise.all([...answers.keys()].map(check))
}
