import type { Answer } from '../../../playground/postcodearea/server.ts'

// Words of nobody's, that look like what they stand among: people look at these pages.
const STREET = 'quernsby'
const OUTCOME = 'thrandel'
const CONTEXT = 'ovistrane'
const PERSISTENT = 'c0ffee5eed'
// Digits before the supplier's own ids, so that no other number looks like one.
const STREET_ID = 864_209_000_000_000
const INCIDENT_ID = 753_108_000_000_000
const PLANTED = new RegExp(
  [STREET, OUTCOME, CONTEXT, `${PERSISTENT}[\\da-f]{6}`, '86420900\\d{7}', '753108\\d{9}'].join('|'),
  'gi',
)

// Shorter ones might stand anywhere.
const SHORTEST = 8
const BEFORE_NAME = /^On or near /

type Part = Readonly<Record<string, unknown>>
const part = (value: unknown): Part => (typeof value === 'object' && value !== null ? { ...value } : {})

const plantedStreet = ({ id, name, ...street }: Part): Part => {
  if (typeof id !== 'number' || typeof name !== 'string') return { id, name, ...street }
  // One street in five, so that the page stays as it is; a blank name stays blank.
  const isMarked = id % 5 === 0 && name.replace(BEFORE_NAME, '') !== ''
  return { ...street, id: STREET_ID + id, name: isMarked ? `${name} (${STREET} End)` : name }
}

/** In the words of one outcome, whose group stays what it was. */
const plantedOutcome = (outcome: unknown): unknown => {
  const { category } = part(outcome)
  return category === 'Local resolution'
    ? { ...part(outcome), category: `${category}, ${OUTCOME} scheme` }
    : outcome
}

const planted = (record: Part): Part => {
  const { location, outcome_status, persistent_id, id } = record
  if (typeof id !== 'number' || typeof persistent_id !== 'string') return record
  return {
    ...record,
    location: { ...part(location), street: plantedStreet(part(part(location).street)) },
    outcome_status: plantedOutcome(outcome_status),
    persistent_id: persistent_id.replace(/^.{10}/, PERSISTENT),
    id: INCIDENT_ID + id,
    context: CONTEXT,
  }
}

const bodyOf = ({ body, status = 200 }: Answer): Part => {
  if (status !== 200 || typeof body !== 'string' || !body.startsWith('{')) return {}
  try {
    return part(JSON.parse(body))
  } catch {
    return {}
  }
}

/** Plants words in what a supplier answers, and finds them and the supplier's own wherever they turn up. */
export const createWordPlanter = () => {
  const words = new Set<string>()
  const coordinates = new Set<string>()

  const note = ({ location, outcome_status }: Part): void => {
    const { street, latitude, longitude } = part(location)
    for (const degrees of [latitude, longitude]) if (typeof degrees === 'string') coordinates.add(degrees)
    const name = String(part(street).name ?? '').replace(BEFORE_NAME, '')
    const outcome = String(part(outcome_status).category ?? '')
    for (const word of [name, outcome]) if (word.length >= SHORTEST) words.add(word.toLowerCase())
  }

  const alter = (answer: Answer): Answer => {
    const body = bodyOf(answer)
    if (!Array.isArray(body.data)) return answer
    const data = body.data.map((record: unknown) => planted(part(record)))
    data.forEach(note)
    return { ...answer, body: JSON.stringify({ ...body, data }) }
  }

  /** Every name, outcome, id, coordinate and planted word that a text repeats, in whatever case. */
  const foundIn = (text: string): string[] => {
    const lower = text.toLowerCase()
    const numbers = text.match(/-?\d{1,3}\.\d{6}(?!\d)/g) ?? []
    return [
      ...new Set([
        ...(lower.match(PLANTED) ?? []),
        ...[...words].filter((word) => lower.includes(word)),
        ...numbers.filter((number) => coordinates.has(number)),
      ]),
    ]
  }
  return { alter, foundIn, count: () => words.size }
}

export type WordPlanter = ReturnType<typeof createWordPlanter>
