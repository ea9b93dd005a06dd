import { type Answer, failure, incidentsAnswer, json } from './answer.ts'
import { breakageCount, broken, hostile, hostileCount } from './bad-records.ts'
import { incidentsOf } from './incidents.ts'
import { goodAnswer, type OddPostcode, type OddRequest, oddSockets, oddStatuses } from './odd-answers.ts'

const page = `<!doctype html><title>Maintenance</title><h1>We will be back soon</h1>`

const html: Answer = { body: page, headers: { 'content-type': 'text/html; charset=utf-8' } }

const cutShort = (answer: Answer): Answer => ({
  ...answer,
  body: String(answer.body).slice(0, Math.floor(String(answer.body).length / 2)),
})

/** Spaces behind a good answer: JSON still, small when compressed, and 17 MiB once it is read. */
const inflated = (answer: Answer): Answer => ({
  ...answer,
  body: String(answer.body) + ' '.repeat(17 * 2 ** 20),
})

const some = ({ place, month }: OddRequest, count: number) => incidentsOf(place, month, count)

const odd = (
  postcode: string,
  what: string,
  answers: string,
  answer: (request: OddRequest) => Answer,
): OddPostcode => ({ postcode, what, answers, answer })

/** Answers of status 200 whose body is not what one expects. */
const oddBodies: readonly OddPostcode[] = [
  odd('M20 0EY', 'An empty list', '200 with empty data', ({ requested }) => incidentsAnswer([], requested)),
  odd('M20 0ND', 'No data', '200 {"data":null}', () => json({ data: null })),
  odd('M20 0BJ', 'Data that is no list', '200 {"data":{}}', () => json({ data: {} })),
  odd('M20 0HT', 'A web page in place of data', '200 HTML', () => html),
  odd('M20 0TR', 'Half an answer', '200 truncated JSON', (request) => cutShort(goodAnswer(request))),
  odd('M20 0ER', 'An error that claims success', '200 {"error":…}', () =>
    failure(200, 'Internal server error'),
  ),
  odd('M20 0NS', 'Some records are nonsense', '200, 15 records of 60 odd or broken', (request) =>
    incidentsAnswer(broken(some(request, breakageCount * 4)), request.requested),
  ),
  odd('M20 0LG', 'A large answer', '200 with 20,000 incidents', (request) => goodAnswer(request, 20_000)),
  odd('M20 0XL', 'An answer too large to read', '200 with a body of 17 MiB', (request) =>
    inflated(goodAnswer(request)),
  ),
  odd(
    'M20 0HX',
    'Text that attacks the message',
    '200, hostile streets, outcomes and categories',
    (request) => incidentsAnswer(hostile(some(request, hostileCount)), request.requested),
  ),
  odd(
    'M20 0BP',
    'Only the transport police’s records: the local force’s figures are missing',
    '200 with 30 incidents of type BTP',
    (request) =>
      incidentsAnswer(
        some(request, 30).map((record) => ({ ...record, location_type: 'BTP', persistent_id: '' })),
        request.requested,
      ),
  ),
  odd('M20 1AN', 'A single incident', '200 with one incident', (request) => goodAnswer(request, 1)),
]

/** Every postcode with an odd answer. All are well-formed; any other in England and Wales has a good answer. */
export const oddPostcodes: readonly OddPostcode[] = [...oddStatuses, ...oddBodies, ...oddSockets]
