import { good, type OddPostcode } from './odd-postcode.ts'

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
    answer: (asked) => ({ ...good(asked), delayMs: 4_000 }),
  },
]
