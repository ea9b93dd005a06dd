/** How many characters people would read in this part of a message: the sum of every `text` and `fallback`. */
export const textLength = (part: unknown): number => {
  if (Array.isArray(part)) return part.reduce((sum: number, it) => sum + textLength(it), 0)
  if (typeof part !== 'object' || part === null) return 0
  return Object.entries(part).reduce(
    (sum, [key, value]) =>
      sum +
      (typeof value === 'string' && (key === 'text' || key === 'fallback')
        ? value.length
        : textLength(value)),
    0,
  )
}
