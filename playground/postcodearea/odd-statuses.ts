import { type Answer, failure } from './answer.ts'
import { good, type OddPostcode } from './odd-postcode.ts'

const refusal = (postcode: string, what: string, status: number, error: string): OddPostcode => ({
  postcode,
  what,
  answers: `${status} ${error}`,
  answer: () => failure(status, error),
})

const rateLimited: Answer = { ...failure(429, 'Too many requests'), headers: { 'retry-after': '60' } }

/** Answers that say no by their status. 402, 403 and 503 are not in the contract, so their words are ours. */
export const oddStatuses: readonly OddPostcode[] = [
  refusal('M40 0AA', 'The supplier does not take the postcode', 400, 'Invalid postcode format'),
  refusal('M40 1AA', 'The key is refused', 401, 'Unauthorised request'),
  refusal('M40 2AA', 'The credit is used up', 402, 'Payment required'),
  refusal('M40 3AA', 'The key may not do this', 403, 'Forbidden'),
  refusal('M40 4AA', 'There is no such postcode', 404, 'Postcode not found'),
  refusal('M40 4NR', 'Nothing was recorded there', 404, 'No Results Found'),
  {
    postcode: 'M42 9AA',
    what: 'Too many calls',
    answers: '429 Too many requests, with Retry-After: 60',
    answer: () => rateLimited,
  },
  refusal('M50 0AA', 'The supplier has broken down', 500, 'Internal server error'),
  refusal('M50 3AA', 'The supplier is being mended', 503, 'Service unavailable'),
  {
    postcode: 'M50 1AA',
    what: 'The supplier stumbles once and then answers',
    answers: '500 Internal server error every first time, a good answer every second',
    answer: (asked) => (asked.times % 2 === 1 ? failure(500, 'Internal server error') : good(asked)),
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
