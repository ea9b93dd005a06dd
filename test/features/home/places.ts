import type { NewestFigures } from '../../../src/features/home/messages.ts'
import { cityCentre } from '../../support/city-centre.ts'
import { postcode } from '../../support/incidents.ts'
import { village } from '../../support/village.ts'

/** A place of which memory holds nothing. */
export const unknown = (text: string): NewestFigures => ({ postcode: postcode(text), report: null })

export const LEICESTER: NewestFigures = { postcode: postcode('LE1 1WA'), report: cityCentre() }
export const VILLAGE: NewestFigures = {
  postcode: postcode('ST20 0LY'),
  report: village({ postcode: postcode('ST20 0LY') }),
}

/** As many as fit, of which memory holds nothing. */
export const TWENTY: readonly NewestFigures[] = Array.from({ length: 20 }, (_, at) =>
  unknown(`M${at + 1} 1AE`),
)
