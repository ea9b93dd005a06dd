/** A part of the process that is loaded when something first needs it. */
export type OnDemand<Part> = {
  /** Undefined until it is there; from then on nobody has to wait a turn for it. */
  readonly loaded: () => Part | undefined
  readonly load: () => Promise<Part>
}

/**
 * Loads once, for all who ask meanwhile; where that fails they are told, and the next to ask tries again. That helps
 * where a file could not be read; a module that threw while it was evaluated is not evaluated again.
 */
export const onDemand = <Part>(open: () => Promise<Part>): OnDemand<Part> => {
  let part: Part | undefined
  let opening: Promise<Part> | undefined
  return {
    loaded: () => part,
    load: async () => {
      opening ??= open()
      const mine = opening
      try {
        part = await mine
        return part
      } catch (error) {
        if (opening === mine) opening = undefined
        throw error
      }
    },
  }
}
