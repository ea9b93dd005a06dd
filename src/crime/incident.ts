import type { Month } from './month.ts'
import type { Street } from './street.ts'

/** What the police say of an incident beside its place; many incidents of an answer share one. */
export type Kind = {
  /** The category's slug as published. */
  readonly category: string
  readonly month: Month
  /** The police's words for how it ended, or null where none is published. */
  readonly outcome: string | null
  /** The month of that outcome, which may be long after the incident's; null where none is given. */
  readonly outcomeMonth: Month | null
}

/** One published record: something the police recorded, which need not be a crime. */
export type Incident = Kind & {
  /** One Place is shared by all incidents on it. */
  readonly place: Street
}
