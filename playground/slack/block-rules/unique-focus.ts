const focused = (part: unknown): number => {
  if (Array.isArray(part)) return part.reduce((sum: number, it) => sum + focused(it), 0)
  if (typeof part !== 'object' || part === null) return 0
  return Object.entries(part).reduce(
    (sum, [key, value]) => sum + (key === 'focus_on_load' && value === true ? 1 : focused(value)),
    0,
  )
}

/** Whether at most one element asks for the focus when the view is opened. */
export const uniqueFocus = (blocks: readonly unknown[]): boolean => focused(blocks) <= 1
