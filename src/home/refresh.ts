import type { WebClient } from '@slack/web-api'
import type { Postcode } from '../crime/postcode.ts'
import type { Counted, Use } from '../lookup/allowance.ts'
import type { ReportContext } from '../report/answer.ts'
import { findForView } from '../report/browse/show.ts'
import type { Message } from '../slack/blocks.ts'
import type { HomeSection } from '../slack/home-section.ts'
import type { Owner } from '../slack/owner.ts'
import { platformErrorOf } from '../slack/platform-error.ts'
import type { InTurn } from './in-turn.ts'
import type { KnownPlace } from './messages.ts'
import type { SavedPlaces } from './saved-places.ts'
import type { HomeState } from './state.ts'
import { type HomeSight, homeView, type Shown } from './view.ts'

/** What Home needs besides Slack. */
export type HomeContext = ReportContext & {
  readonly places: SavedPlaces
  /** Look-ups the workspace has had today; null where it cannot be told. */
  readonly usedToday: (workspace: Counted) => Promise<Use | null>
  readonly commands: HomeSight['commands']
  readonly pages: HomeSight['pages']
  /** Of other features: in this order below the figures. */
  readonly sections: readonly HomeSection[]
  /** Of two quick clicks the first is published first: the second, which knows both, must be drawn over it. */
  readonly inTurn: InTurn
}

/** One step of a person on Home: what it should show then, and what is to be said of the step. */
export type Step = {
  readonly state: HomeState
  readonly besideField?: Message | null
  readonly afterStep?: Message | null
}

/** Whose Home, and the hash of the view they saw; undefined before the first. */
export type Reader = { readonly owner: Owner; readonly hash: string | undefined }

const memoryOf = ({ lookup }: HomeContext, postcode: Postcode) => {
  const found = lookup.peek(postcode)
  return found?.ok === true ? found.value : null
}

const knownPlaces = async (context: HomeContext, owner: Owner): Promise<readonly KnownPlace[] | 'away'> => {
  const listed = await context.places.list(owner)
  return listed.ok
    ? listed.value.map((postcode) => ({ postcode, report: memoryOf(context, postcode) }))
    : 'away'
}

const publish = async (
  client: WebClient,
  { owner, hash }: Reader,
  sight: HomeSight,
): Promise<string | undefined> => {
  const { view } = await client.views.publish({
    user_id: owner.userId,
    view: homeView(sight),
    ...(hash === undefined ? {} : { hash }),
  })
  return view?.hash
}

const isConflict = (error: unknown): boolean => platformErrorOf(error) === 'hash_conflict'

/**
 * Publishes what a step leads to. Another step of the same person may have been first: its view is then drawn
 * over from this step's state, which holds both choices (see readView), and the places as they now are.
 */
const publishStep = async (
  { inTurn }: HomeContext,
  client: WebClient,
  reader: Reader,
  draw: () => Promise<HomeSight>,
): Promise<string | undefined> => {
  const { enterpriseId, teamId, userId } = reader.owner
  return inTurn(`${enterpriseId} ${teamId} ${userId}`, async () => {
    try {
      return await publish(client, reader, await draw())
    } catch (error) {
      if (!isConflict(error)) throw error
      return publish(client, { ...reader, hash: undefined }, await draw())
    }
  })
}

/** Fills in what was on its way, unless the person has moved on meanwhile. */
const publishLate = async (client: WebClient, reader: Reader, sight: HomeSight): Promise<void> => {
  try {
    await publish(client, reader, sight)
  } catch (error) {
    if (!isConflict(error)) throw error
  }
}

const sightOf = async (context: HomeContext, owner: Owner, step: Step, shown: Shown): Promise<HomeSight> => {
  const [places, use, ...sections] = await Promise.all([
    knownPlaces(context, owner),
    context.usedToday(owner),
    ...context.sections.map((section) => section(owner)),
  ])
  return {
    state: step.state,
    places,
    use,
    shown,
    besideField: step.besideField ?? null,
    afterStep: step.afterStep ?? null,
    commands: context.commands,
    pages: context.pages,
    sections: sections.flat(),
    now: context.clock(),
  }
}

/** Draws Home from memory alone: opening it costs no token. */
export const drawHome = async (
  context: HomeContext,
  client: WebClient,
  reader: Reader,
  step: Step,
): Promise<void> => {
  const { browsed } = step.state
  const shown = browsed === null ? 'forgotten' : (context.lookup.peek(browsed.state.postcode) ?? 'forgotten')
  await publishStep(context, client, reader, () => sightOf(context, reader.owner, step, shown))
}

/** Draws Home for a step that asks for figures: from memory, or by one look-up with a line meanwhile. */
export const lookUpOnHome = async (
  context: HomeContext,
  client: WebClient,
  reader: Reader,
  step: Step,
): Promise<void> => {
  const { browsed } = step.state
  if (browsed === null || context.lookup.peek(browsed.state.postcode) !== undefined)
    return drawHome(context, client, reader, step)
  const waiting = () => sightOf(context, reader.owner, step, 'on its way')
  const hash = await publishStep(context, client, reader, waiting)
  const found = await findForView(context, browsed, reader.owner)
  await publishLate(client, { ...reader, hash }, await sightOf(context, reader.owner, step, found))
}
