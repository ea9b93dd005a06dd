import type { RichTextElement } from '@slack/types'
import { ANTI_SOCIAL_BEHAVIOUR, categoryOf } from '../../crime/category.ts'
import type { Incident } from '../../crime/incidents.ts'
import { monthInWords } from '../../crime/month.ts'
import { type Coordinates, coordinatesOf, type Street } from '../../crime/street.ts'
import { type Block, bold, paragraph, plainContext, words } from '../../slack/ui/blocks.ts'
import { cut, oneLine } from '../../slack/ui/limits.ts'

const LONGEST_NAME = 60
const EN_SPACE = '\u2002'

const mapUrl = ({ latitude, longitude }: Coordinates): string =>
  `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=17/${latitude}/${longitude}`

const placeElement = (place: Street): RichTextElement => {
  const shown = cut(oneLine(place.name), LONGEST_NAME) || 'Street not given'
  const at = coordinatesOf(place)
  return at === null ? bold(shown) : { type: 'link', url: mapUrl(at), text: shown, style: { bold: true } }
}

const outcomeInWords = ({ outcome, outcomeMonth, category }: Incident): string => {
  if (outcome === null)
    return category === ANTI_SOCIAL_BEHAVIOUR ? 'No outcome is published' : 'No outcome is given'
  const said = cut(oneLine(outcome), 2 * LONGEST_NAME)
  return outcomeMonth === null ? said : `${said}, ${monthInWords(outcomeMonth)}`
}

/**
 * One incident: its place, linked to a map, its category, and below its outcome with the outcome's month.
 * Where an answer covers several months each incident says its own.
 */
export const incidentLines = (incident: Incident, severalMonths: boolean): Block[] => [
  paragraph(
    placeElement(incident.street),
    words(`${EN_SPACE}${categoryOf(incident.category).name}`),
    ...(severalMonths ? [words(`, ${monthInWords(incident.month)}`)] : []),
  ),
  plainContext(outcomeInWords(incident)),
]
