import { isCapitalised, type Part, verbIn, wordsOf } from './parts.ts'
import type { Verb } from './vocabulary.ts'

/** What a person wants; a report and a comparison are both looked up. */
export type Intent = 'look-up' | 'alert' | 'alerts' | 'stop' | 'save' | 'saved' | 'remove' | 'forget' | 'help'

/** "alert LE1 1WA off" and "cancel alert" stop; "stop alerts" does too, and without a place it lists them. */
export const verbOf = (parts: readonly Part[]): Verb | null => {
  const phrases = parts.filter((part) => verbIn(part) !== null)
  const verbs = new Set(phrases.flatMap((part) => verbIn(part) ?? []))
  // A place may be called "Stop" or "Alerts"; "save LE1 1WA, stop alerts" asks to stop.
  const isSaved = phrases.slice(1).every((part) => verbIn(part) === 'save' || isCapitalised(wordsOf(part)))
  if (verbIn(phrases[0]) === 'save' && isSaved && parts.some(({ kind }) => kind === 'place')) return 'save'
  const isAboutAlerts = verbs.has('alert') || verbs.has('alerts')
  if (verbs.has('stop') || (isAboutAlerts && (verbs.has('remove') || verbs.has('forget')))) return 'stop'
  if (verbs.has('pause')) return 'pause'
  if (verbs.has('categories')) return 'categories'
  if (verbs.has('alerts') || (verbs.has('alert') && verbs.has('saved'))) return 'alerts'
  // "compare LE1 1WA as a chart"
  const [first = null] = [...verbs].filter((verb) => verb !== 'compare' || verbs.size === 1)
  return first
}

/** What a verb asks for, with or without a place. */
export const intentOf = (verb: Verb | null, hasPlace: boolean, isEmpty: boolean): Intent => {
  switch (verb) {
    case 'alert':
    case 'alerts':
    case 'save':
      return verb
    case 'pause':
      return 'alerts'
    case 'stop':
      return hasPlace ? 'stop' : 'alerts'
    case 'remove':
      return hasPlace ? 'remove' : 'saved'
    case 'forget':
      return hasPlace ? 'remove' : 'forget'
    case 'saved':
      return hasPlace ? 'look-up' : 'saved'
    case 'help':
    case 'categories':
      return hasPlace ? 'look-up' : 'help'
    default:
      return isEmpty ? 'help' : 'look-up'
  }
}
