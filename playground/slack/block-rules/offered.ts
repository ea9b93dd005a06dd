import { isDeepStrictEqual } from 'node:util'

type Menu = {
  readonly options?: unknown
  readonly option_groups?: unknown
  readonly [key: string]: unknown
}

/** Every option of a menu, those of its groups among them. */
export const offeredBy = ({ options, option_groups }: Menu): readonly unknown[] => [
  ...(Array.isArray(options) ? options : []),
  ...(Array.isArray(option_groups)
    ? option_groups.flatMap((group: { options?: unknown }) =>
        Array.isArray(group.options) ? group.options : [],
      )
    : []),
]

/** Whether an initial option, or each of several, is exactly one of those offered. */
export const isOffered = (menu: Menu, initial: unknown): boolean => {
  if (initial === undefined) return true
  const offered = offeredBy(menu)
  return [initial].flat().every((one) => offered.some((it) => isDeepStrictEqual(it, one)))
}
