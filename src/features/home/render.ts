import type { WebClient } from '@slack/web-api'
import type { Postcode } from '../../crime/postcode.ts'
import type { KeyedMutex } from '../../lib/keyed-mutex.ts'
import type { UsageToday } from '../../lookup/quota.ts'
import type { ReportContext } from '../../report/answer.ts'
import { compare, comparedInMemory } from '../../report/compare/answer.ts'
import { comparing } from '../../report/compare/comparison.ts'
import { lookupFiltered } from '../../report/lookup-filtered.ts'
import type { HomeSection } from '../../slack/home-section.ts'
import type { Owner, Workspace } from '../../slack/owner.ts'
import type { Message } from '../../slack/ui/blocks.ts'
import type { NewestFigures } from './messages.ts'
import { publishLate, publishStep, type Reader } from './publish.ts'
import type { SavedPlaceRepository } from './saved-places.ts'
import type { HomeState } from './state.ts'
import type { HomeViewModel } from './view.ts'

/** What Home needs besides Slack. */
export type HomeContext = ReportContext & {
  readonly places: SavedPlaceRepository
  /** Look-ups the workspace has had today; null where it cannot be told. */
  readonly usedToday: (workspace: Workspace) => Promise<UsageToday | null>
  readonly commands: HomeViewModel['commands']
  readonly pages: HomeViewModel['pages']
  /** Of other features: in this order below the figures. */
  readonly sections: readonly HomeSection[]
  /** Of two quick clicks the first is published first: the second, which knows both, must be drawn over it. */
  readonly inTurn: KeyedMutex
}

/** One step of a person on Home: what it should show then, and what is to be said of the step. */
export type Step = {
  readonly state: HomeState
  readonly besideField?: Message | null
  readonly besideMenu?: Message | null
  readonly afterStep?: Message | null
}

const memoryOf = ({ lookup }: HomeContext, postcode: Postcode) => {
  const found = lookup.peek(postcode)
  return found?.ok === true ? found.value : null
}

const knownPlaces = async (
  context: HomeContext,
  owner: Owner,
): Promise<readonly NewestFigures[] | 'unavailable'> => {
  const listed = await context.places.list(owner)
  return listed.ok
    ? listed.value.map((postcode) => ({ postcode, report: memoryOf(context, postcode) }))
    : 'unavailable'
}

type Figures = Pick<HomeViewModel, 'shown' | 'compared'>

const sightOf = async (
  context: HomeContext,
  owner: Owner,
  step: Step,
  figures: Figures,
): Promise<HomeViewModel> => {
  const [places, use, ...sections] = await Promise.all([
    knownPlaces(context, owner),
    context.usedToday(owner),
    ...context.sections.map((section) => section(owner)),
  ])
  return {
    ...figures,
    state: step.state,
    places,
    use,
    besideField: step.besideField ?? null,
    besideMenu: step.besideMenu ?? null,
    afterStep: step.afterStep ?? null,
    commands: context.commands,
    pages: context.pages,
    sections: sections.flat(),
    now: context.clock(),
  }
}

/** What memory holds of what a state shows. */
const inMemory = (context: HomeContext, { browsed, compared }: HomeState): Figures => ({
  shown: browsed === null ? 'forgotten' : (context.lookup.peek(browsed.state.postcode) ?? 'forgotten'),
  compared: comparedInMemory(context, comparing(compared, null)) ?? 'forgotten',
})

/** Draws Home from memory alone: opening it costs no token. */
export const drawHome = async (
  context: HomeContext,
  client: WebClient,
  reader: Reader,
  step: Step,
): Promise<void> => {
  const figures = inMemory(context, step.state)
  await publishStep(context.inTurn, client, reader, () => sightOf(context, reader.owner, step, figures))
}

type LookUp = { readonly waiting: Figures; readonly find: () => Promise<Figures> }

/** What a state asks for that memory does not hold, or null: it is drawn as it is. */
const lookUpFor = (
  context: HomeContext,
  asker: Owner,
  { browsed, compared }: HomeState,
  known: Figures,
): LookUp | null => {
  if (compared.length > 0)
    return known.compared !== 'forgotten'
      ? null
      : {
          waiting: { ...known, compared: 'on its way' },
          find: async () => ({
            ...known,
            compared: await compare(context, comparing(compared, null), asker),
          }),
        }
  return browsed === null || known.shown !== 'forgotten'
    ? null
    : {
        waiting: { ...known, shown: 'on its way' },
        find: async () => ({ ...known, shown: await lookupFiltered(context, browsed.state.postcode, asker) }),
      }
}

/** Draws Home for a step that asks for figures: from memory, or by look-ups with a line meanwhile. */
export const lookUpOnHome = async (
  context: HomeContext,
  client: WebClient,
  reader: Reader,
  step: Step,
): Promise<void> => {
  const lookUp = lookUpFor(context, reader.owner, step.state, inMemory(context, step.state))
  if (lookUp === null) return drawHome(context, client, reader, step)
  const waiting = () => sightOf(context, reader.owner, step, lookUp.waiting)
  const hash = await publishStep(context.inTurn, client, reader, waiting)
  const found = await lookUp.find()
  await publishLate(client, { ...reader, hash }, await sightOf(context, reader.owner, step, found))
}
