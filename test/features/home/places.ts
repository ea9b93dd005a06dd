import type { KnownPlace } from '../../../src/features/home/messages.ts'
import { cityCentre } from '../../support/city-centre.ts'
import { postcode } from '../../support/incidents.ts'
import { village } from '../../support/village.ts'

/** A place of which memory holds nothing. */
export const unknown = (text: string): KnownPlace => ({ postcode: postcode(text), report: null })

export const LEICESTER: KnownPlace = { postcode: postcode('LE1 1WA'), report: cityCentre() }
export const VILLAGE: KnownPlace = {
  postcode: postcode('ST20 0LY'),
  report: village({ postcode: postcode('ST20 0LY') }),
}

/** As many as fit, of which memory holds nothing. */
export const TWENTY: readonly KnownPlace[] = Array.from({ length: 20 }, (_, at) => unknown(`M${at + 1} 1AE`))
