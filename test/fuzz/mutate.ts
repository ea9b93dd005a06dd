import type { Random } from '../../playground/postcodearea/random.ts'

const LONG = 'x'.repeat(70_000)

/** Values that programs stumble over. */
const ODD: readonly unknown[] = [
  null,
  '',
  0,
  -1,
  1e308,
  true,
  [],
  {},
  [null],
  [[]],
  { id: null },
  { toString: null },
  '\u0000',
  '\ud800',
  '../../etc/passwd',
  '__proto__',
  'constructor',
  '<!channel>',
  '%s%n',
  "'; drop table saved_place; --",
  '{"a":',
  'LE1 1WA',
  'T0ANOTHER',
  'A0ANOTHER',
  'javascript:alert(1)',
  LONG,
]

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

/** One place of a value changed: replaced, taken away, doubled or given a name it should not have. */
export const mutateValue = (value: unknown, random: Random): unknown => {
  const names = isObject(value) ? Object.keys(value) : []
  if (!isObject(value) || names.length === 0 || random.next() < 0.12) return random.pick(ODD)
  const name = random.pick(names)
  const entries = Object.entries(value)
  const change = (changed: [string, unknown][]): unknown =>
    Array.isArray(value) ? changed.map(([, item]) => item) : Object.fromEntries(changed)
  return random.weighted<() => unknown>([
    [() => change(entries.map(([key, item]) => [key, key === name ? mutateValue(item, random) : item])), 12],
    [() => change(entries.filter(([key]) => key !== name)), 2],
    [
      () =>
        change([
          ...entries,
          [random.pick(['__proto__', 'constructor', 'event', 'command', 'name', 'type']), random.pick(ODD)],
        ]),
      1,
    ],
    [() => (Array.isArray(value) ? Array.from({ length: 300 }, () => value[0]) : [value]), 1],
  ])()
}

/** Some bytes of a text changed: turned over, cut off, put in, or repeated. */
export const mutateText = (text: string, random: Random): string => {
  const at = random.whole(0, text.length)
  return random.weighted<() => string>([
    [() => text.slice(0, at), 1],
    [() => text.slice(at), 1],
    [() => `${text.slice(0, at)}${String.fromCharCode(random.whole(0, 0x24f))}${text.slice(at + 1)}`, 4],
    [
      () =>
        `${text.slice(0, at)}${random.pick(['&', '=', '%', '%00', '%ff', '}', '[[[[[[[[', 'payload=null&', '\r\n'])}${text.slice(at)}`,
      3,
    ],
    [() => text + text, 1],
  ])()
}
