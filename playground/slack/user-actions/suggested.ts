/** An option as the app gave it. */
export type Option = { readonly text: { readonly text: string }; readonly value: string }

/** What each external_select was last given to offer. */
export const createSuggested = () => {
  const given = new Map<string, readonly Option[]>()
  const keyOf = (...ids: string[]): string => ids.join('\n')
  return {
    for: (viewId: string, blockId: string, actionId: string): readonly Option[] =>
      given.get(keyOf(viewId, blockId, actionId)) ?? [],
    set: (viewId: string, blockId: string, actionId: string, options: readonly Option[]): void =>
      void given.set(keyOf(viewId, blockId, actionId), options),
  }
}

export type Suggested = ReturnType<typeof createSuggested>
