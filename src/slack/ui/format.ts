const grouped = new Intl.NumberFormat('en-GB')

/** "1,448". */
export const count = (value: number): string => grouped.format(value)

/** "1,448 incidents", "1 incident". */
export const incidents = (value: number): string =>
  `${count(value)} ${value === 1 ? 'incident' : 'incidents'}`

/** Whole per cent; anything above 0 shows: "<1%" under a half. Shares need not add up to 100. */
export const share = (part: number, whole: number): string => {
  const percent = (part / whole) * 100
  return percent > 0 && percent < 0.5 ? '<1%' : `${Math.round(percent)}%`
}

const IN_WORDS = (
  'no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen ' +
  'seventeen eighteen nineteen twenty'
).split(' ')

/** "Five", for the start of a line; digits above twenty. */
export const inWords = (value: number): string => {
  const word = IN_WORDS[value]
  return word === undefined ? count(value) : word.charAt(0).toUpperCase() + word.slice(1)
}

/** "a", "a and b", "a, b and c". */
export const list = (items: readonly string[]): string =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`
