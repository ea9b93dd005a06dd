import type { WebClient } from '@slack/web-api'
import type { NamedPlace } from '../../crime/postcode.ts'
import { comparisonOf } from '../../crime/report-query.ts'
import type { KeyedMutex } from '../../lib/keyed-mutex.ts'
import { lookUpReport, type ReportContext } from '../../report/answer.ts'
import { withNewMenus } from '../../report/browse/state.ts'
import { compare, comparedInMemory } from '../../report/compare/answer.ts'
import type { Owner } from '../../slack/identity.ts'
import type { DatabaseOpening } from '../../slack/respond.ts'
import type { Block } from '../../slack/ui/blocks.ts'
import type { AskedPage } from '../../slack/ui/pages.ts'
import { slackErrorOf } from '../../slack/web-api/post-errors.ts'
import { HOME } from './actions.ts'
import { type SavedPlacesContext, withFigures } from './saved-place-commands.ts'
import type { HomeState, Transition } from './state.ts'
import { type HomeViewModel, homeView } from './view.ts'

/** What is stored for a person's Home. */
export type StoredHome = {
  readonly places: readonly NamedPlace[] | 'unavailable'
  readonly usage: HomeViewModel['usage']
  /** Of other features, in the order in which they stand below the figures. */
  readonly sections: readonly Block[]
}

/** What Home needs besides Slack. */
export type HomeContext = ReportContext &
  SavedPlacesContext &
  Pick<DatabaseOpening, 'opened'> & {
    readonly stored: (owner: Owner, section: AskedPage) => Promise<StoredHome>
    readonly commands: HomeViewModel['commands']
    readonly pages: HomeViewModel['pages']
    /** Publishes one person's views in the order of their actions: the later view includes both changes. */
    readonly mutex: KeyedMutex
  }

/** Whose Home it is, and the hash of the view they saw; undefined before the first. */
export type Viewer = {
  readonly owner: Owner
  readonly hash: string | undefined
  /** They have opened Home, and done nothing on it. */
  readonly isOpening?: boolean
}

type Figures = Pick<HomeViewModel, 'report' | 'comparison'>

const viewModel = async (
  context: HomeContext,
  owner: Owner,
  { state, ...notices }: Transition,
  figures: Figures,
): Promise<HomeViewModel> => {
  const section = { page: state.sectionPage, turn: [HOME.nextSection, HOME.previousSection] } as const
  const { places, usage, sections } = await context.stored(owner, section)
  const { commands, pages } = context
  const { browsed } = state
  const now = context.clock()
  const report = typeof figures.report === 'object' && figures.report.ok ? figures.report.value : null
  return {
    ...{ fieldNotice: null, placesNotice: null, compareNotice: null, saveNotice: null, ...notices },
    ...figures,
    places: places === 'unavailable' ? places : withFigures(context, places),
    ...{ usage, sections, commands, pages },
    state: { ...state, browsed: browsed && report ? withNewMenus(browsed, report, now) : browsed },
    now,
  }
}

type Published = { readonly hash: string | undefined }

const publish = async (
  client: WebClient,
  { owner, hash }: Viewer,
  model: HomeViewModel,
): Promise<Published> => {
  const { view } = await client.views.publish({
    user_id: owner.userId,
    view: homeView(model),
    ...(hash === undefined ? {} : { hash }),
  })
  return { hash: view?.hash }
}

// Slack refuses a publish whose hash is not the current view's: docs.slack.dev/reference/methods/views.publish
const isConflict = (error: unknown): boolean => slackErrorOf(error) === 'hash_conflict'

/** Publishes, or gives null where the person has done something else since, which is left as it is. */
const publishUnlessNewer = async (
  client: WebClient,
  viewer: Viewer,
  model: HomeViewModel,
): Promise<Published | null> => {
  try {
    return await publish(client, viewer, model)
  } catch (error) {
    if (!isConflict(error)) throw error
    return null
  }
}

/**
 * Publishes what an action leads to. Where another action of the same person has published first, the view is built and
 * published once more: the menus' state holds both choices (see readView), and the saved places are read again. Opening
 * Home is no action: it leaves a newer view as it is.
 */
const publishInTurn = (
  { mutex }: HomeContext,
  client: WebClient,
  viewer: Viewer,
  build: () => Promise<HomeViewModel>,
): Promise<Published | null> => {
  const { teamId, userId } = viewer.owner
  return mutex(`${teamId} ${userId}`, async () => {
    if (viewer.isOpening === true) return publishUnlessNewer(client, viewer, await build())
    try {
      return await publish(client, viewer, await build())
    } catch (error) {
      if (!isConflict(error)) throw error
      return publish(client, { ...viewer, hash: undefined }, await build())
    }
  })
}

const figuresInMemory = (
  context: HomeContext,
  { browsed, compared, comparedCategories }: HomeState,
): Figures => ({
  report: browsed === null ? 'expired' : (context.lookup.peek(browsed.state.postcode) ?? 'expired'),
  comparison: comparedInMemory(context, comparisonOf(compared, comparedCategories)) ?? 'expired',
})

type LookUp = { readonly loading: Figures; readonly find: () => Promise<Figures> }

/** The look-up that a state needs; null where memory has its figures, or it shows none. */
const lookUpFor = (
  context: HomeContext,
  owner: Owner,
  { browsed, compared, comparedCategories }: HomeState,
  figures: Figures,
): LookUp | null => {
  if (compared.length > 0)
    return figures.comparison !== 'expired'
      ? null
      : {
          loading: { ...figures, comparison: 'loading' },
          find: async () => ({
            ...figures,
            comparison: await compare(context, comparisonOf(compared, comparedCategories), owner),
          }),
        }
  return browsed === null || figures.report !== 'expired'
    ? null
    : {
        loading: { ...figures, report: 'loading' },
        find: async () => ({
          ...figures,
          report: await lookUpReport(context, browsed.state.postcode, owner),
        }),
      }
}

const drawFromMemory = (
  context: HomeContext,
  client: WebClient,
  viewer: Viewer,
  transition: Transition,
): Promise<Published | null> => {
  const build = () => viewModel(context, viewer.owner, transition, figuresInMemory(context, transition.state))
  return publishInTurn(context, client, viewer, build)
}

/** Draws Home with figures: from memory, or by look-ups with "Looking up …" meanwhile. Null where a newer view stands. */
export const lookUpOnHome = async (
  context: HomeContext,
  client: WebClient,
  viewer: Viewer,
  transition: Transition,
): Promise<Published | null> => {
  const { owner } = viewer
  const lookUp = lookUpFor(context, owner, transition.state, figuresInMemory(context, transition.state))
  if (lookUp === null) return drawFromMemory(context, client, viewer, transition)
  const build = () => viewModel(context, owner, transition, lookUp.loading)
  const published = await publishInTurn(context, client, viewer, build)
  if (published === null) return null
  const figures = await lookUp.find()
  const model = await viewModel(context, owner, transition, figures)
  return publishUnlessNewer(client, { ...viewer, ...published }, model)
}

/**
 * Draws Home from memory and from calls that are under way, which cost no token. Without the latter, a person who opens
 * Home again during a look-up would read that the figures are gone. Null where a newer view stands.
 */
export const drawHome = (
  context: HomeContext,
  client: WebClient,
  viewer: Viewer,
  transition: Transition,
): Promise<Published | null> => {
  const { browsed, compared } = transition.state
  const shown = compared.length > 0 || browsed === null ? compared : [browsed.state.postcode]
  const draw = shown.some(context.lookup.isInFlight) ? lookUpOnHome : drawFromMemory
  return draw(context, client, viewer, transition)
}
