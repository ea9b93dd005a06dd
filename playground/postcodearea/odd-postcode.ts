import type { Answer } from './answer.ts'
import { found } from './envelope.ts'
import { incidentsOf } from './incidents.ts'
import type { Place } from './places.ts'

/** One request for an odd postcode. */
export type Asked = {
  place: Place
  /** YYYY-MM of the latest figures. */
  month: string
  /** Path and query as they came in. */
  requested: string
  /** How often this server has been asked for the postcode, this time included. */
  times: number
}

/** A postcode that always shows the same oddity, for tests and for people who want to see how the app takes it. */
export type OddPostcode = {
  postcode: string
  /** What it lets one see, as a short sentence for the README. */
  what: string
  /** What comes back, in short words for the README. */
  answers: string
  answer: (asked: Asked) => Answer
}

/** A good answer with as many records as asked for; default as many as the place has. */
export const good = ({ place, month, requested }: Asked, count?: number): Answer =>
  found(incidentsOf(place, month, count), requested)
