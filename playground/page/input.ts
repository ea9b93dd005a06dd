import { z } from 'zod'

/** What a person puts into an element: a text, an option's value, an id, a date; several where it takes several. */
export const input = z.union([z.string(), z.array(z.string())])
