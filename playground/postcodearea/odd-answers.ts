import { type Answer, failure, incidentsAnswer } from './answer.ts'
import { incidentsOf } from './incidents.ts'
import type { Place } from './places.ts'

/** One request for an odd postcode. */
export type OddRequest = {
  place: Place
  /** YYYY-MM of the latest figures. */
  month: string
  /** Path and query as they came in. */
  requested: string
  /** How often this server has been asked for the postcode, this time included. */
  times: number
}

/** A postcode that always gets the same odd answer, for tests and for trying it by hand. */
export type OddPostcode = {
  postcode: string
  /** What it shows, as a short sentence. */
  what: string
  /** What is sent, in short. */
  answers: string
  answer: (request: OddRequest) => Answer
}

/** A good answer with as many records as asked for; default as many as the place has. */
export const goodAnswer = ({ place, month, requested }: OddRequest, count?: number): Answer =>
  incidentsAnswer(incidentsOf(place, month, count), requested)

const statusOnly = (postcode: string, what: string, status: number, error: string): OddPostcode => ({
  postcode,
  what,
  answers: `${status} ${error}`,
  answer: () => failure(status, error),
})

const rateLimited: Answer = { ...failure(429, 'Too many requests'), headers: { 'retry-after': '60' } }

/** Errors by status. 402, 403 and 503 are not in the contract, so their messages are made up. */
export const oddStatuses: readonly OddPostcode[] = [
  statusOnly('M40 0AA', 'The supplier does not take the postcode', 400, 'Invalid postcode format'),
  statusOnly('M40 1AA', 'The key is refused', 401, 'Unauthorised request'),
  statusOnly('M40 2AA', 'The credit is used up', 402, 'Payment required'),
  statusOnly('M40 3AA', 'The key may not do this', 403, 'Forbidden'),
  statusOnly('M40 4AA', 'There is no such postcode', 404, 'Postcode not found'),
  statusOnly('M40 4NR', 'Nothing was recorded there', 404, 'No Results Found'),
  {
    postcode: 'M42 9AA',
    what: 'Too many calls',
    answers: '429 Too many requests, with Retry-After: 60',
    answer: () => rateLimited,
  },
  statusOnly('M50 0AA', 'The supplier has broken down', 500, 'Internal server error'),
  statusOnly('M50 3AA', 'The supplier is being mended', 503, 'Service unavailable'),
  {
    postcode: 'M50 1AA',
    what: 'The supplier stumbles once and then answers',
    answers: '500 Internal server error every first time, a good answer every second',
    answer: (request) =>
      request.times % 2 === 1 ? failure(500, 'Internal server error') : goodAnswer(request),
  },
  {
    postcode: 'M20 4AA',
    what: 'A success with nothing in it',
    answers: '204 without a body',
    answer: () => ({ status: 204 }),
  },
  {
    postcode: 'M30 1AA',
    what: 'The service has moved',
    answers: '301 to a path of this server that does not exist',
    answer: () => ({ status: 301, headers: { location: '/moved/' } }),
  },
]

/** Answers that are late, or never come to an end. */
export const oddSockets: readonly OddPostcode[] = [
  {
    postcode: 'M60 0HG',
    what: 'The supplier takes the call and says nothing',
    answers: 'nothing, for ever',
    answer: () => ({ beforeAnswer: 'hang' }),
  },
  {
    postcode: 'M60 0BD',
    what: 'The supplier stops in the middle of its answer',
    answers: '200, then a body that never ends',
    answer: () => ({ body: '{"data":[', afterBody: 'hang' }),
  },
  {
    postcode: 'M60 0RS',
    what: 'The connection is reset before an answer',
    answers: 'a connection reset',
    answer: () => ({ beforeAnswer: 'reset' }),
  },
  {
    postcode: 'M20 0SW',
    what: 'A slow answer',
    answers: '200, a good answer after 4 seconds',
    answer: (request) => ({ ...goodAnswer(request), delayMs: 4_000 }),
  },
]
