import type { BlockAction } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import type { Postcode } from '../../crime/postcode.ts'
import { MAX_COMPARED_PLACES } from '../../report/compare/comparison.ts'
import { HOME } from './actions.ts'
import { chooseMore } from './comparison-section.ts'
import type { Work } from './listeners.ts'
import type { Reader } from './publish.ts'
import type { Step } from './render.ts'
import { readPostcodes } from './state.ts'

type Draw = (client: WebClient, reader: Reader, step: Step) => Promise<void>

/** The places chosen in the menu, each once. */
const chosenIn = ({ view }: BlockAction): readonly Postcode[] => {
  const chosen = view?.state?.values[HOME.chosen]?.[HOME.chosen]?.selected_options ?? []
  return [...new Set(readPostcodes(chosen.map(({ value }) => value ?? '')))].slice(0, MAX_COMPARED_PLACES)
}

/** Registers what people do to compare saved places on Home. */
export const registerCompareOnHome = (
  on: (actionId: string, work: Work) => void,
  draw: Draw,
  lookUp: Draw,
): void => {
  on(HOME.compare, ({ state, body, reader }, client) => {
    const compared = chosenIn(body)
    return compared.length < 2
      ? draw(client, reader, { state, besideMenu: chooseMore() })
      : lookUp(client, reader, { state: { ...state, compared } })
  })
  on(HOME.again, ({ state, reader }, client) => lookUp(client, reader, { state }))
  on(HOME.back, ({ state, reader }, client) => draw(client, reader, { state: { ...state, compared: [] } }))
}
