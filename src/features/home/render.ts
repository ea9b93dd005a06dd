import type { Button } from '@slack/types'
import type { WebClient } from '@slack/web-api'
import type { NamedPlace } from '../../crime/postcode.ts'
import { comparisonOf } from '../../crime/report-query.ts'
import type { KeyedMutex } from '../../lib/keyed-mutex.ts'
import { lookUpReport, type ReportContext } from '../../report/answer.ts'
import { withNewMenus } from '../../report/browse/state.ts'
import { compare, comparedInMemory } from '../../report/compare/answer.ts'
import type { Owner } from '../../slack/identity.ts'
import type { Block } from '../../slack/ui/blocks.ts'
import { button } from '../../slack/ui/elements.ts'
import { slackErrorOf } from '../../slack/web-api/slack-error.ts'
import { HOME } from './actions.ts'
import { type SavedPlacesContext, withFigures } from './saved-place-commands.ts'
import type { HomeState, Transition } from './state.ts'
import { type HomeViewModel, homeView } from './view.ts'

/** A page, from 1, of what other features show; `turn` makes the button that leads to another one. */
export type SectionPage = {
  readonly page: number
  readonly turn: (text: string, page: number) => Button
}

/** What is stored for a person's Home. */
export type StoredHome = {
  readonly places: readonly NamedPlace[] | 'unavailable'
  readonly usage: HomeViewModel['usage']
  /** Of other features, in the order in which they stand below the figures. */
  readonly sections: readonly Block[]
}

/** What Home needs besides Slack. */
export type HomeContext = ReportContext &
  SavedPlacesContext & {
    readonly stored: (owner: Owner, section: SectionPage) => Promise<StoredHome>
    readonly commands: HomeViewModel['commands']
    readonly pages: HomeViewModel['pages']
    /** Publishes one person's views in the order of their actions: the later view includes both changes. */
    readonly mutex: KeyedMutex
  }

/** Whose Home it is, and the hash of the view they saw; undefined before the first. */
export type Viewer = { readonly owner: Owner; readonly hash: string | undefined }

type Figures = Pick<HomeViewModel, 'report' | 'comparison'>

const sectionPage = (page: number): SectionPage => ({
  page,
  turn: (text, to) =>
    button(text, { action_id: to > page ? HOME.nextSection : HOME.previousSection, value: String(to) }),
})

const viewModel = async (
  context: HomeContext,
  owner: Owner,
  { state, ...notices }: Transition,
  figures: Figures,
): Promise<HomeViewModel> => {
  const { places, usage, sections } = await context.stored(owner, sectionPage(state.sectionPage))
  const { commands, pages } = context
  const { browsed } = state
  const hasFigures = typeof figures.report === 'object' && figures.report.ok
  return {
    ...{ fieldNotice: null, compareNotice: null, saveNotice: null, ...notices },
    ...figures,
    places: places === 'unavailable' ? places : withFigures(context, places),
    ...{ usage, sections, commands, pages },
    state: { ...state, browsed: hasFigures ? browsed && withNewMenus(browsed) : browsed },
    now: context.clock(),
  }
}

const publish = async (
  client: WebClient,
  { owner, hash }: Viewer,
  model: HomeViewModel,
): Promise<string | undefined> => {
  const { view } = await client.views.publish({
    user_id: owner.userId,
    view: homeView(model),
    ...(hash === undefined ? {} : { hash }),
  })
  return view?.hash
}

// Slack refuses a publish whose hash is not the current view's: docs.slack.dev/reference/methods/views.publish
const isConflict = (error: unknown): boolean => slackErrorOf(error) === 'hash_conflict'

/**
 * Publishes what an action leads to; gives the hash of the new view. Where another action of the same person has
 * published first, its view is replaced by one built anew: the menus' state holds both choices (readView), and the
 * saved places are read again.
 */
const publishAction = (
  { mutex }: HomeContext,
  client: WebClient,
  viewer: Viewer,
  build: () => Promise<HomeViewModel>,
): Promise<string | undefined> => {
  const { teamId, userId } = viewer.owner
  return mutex(`${teamId} ${userId}`, async () => {
    try {
      return await publish(client, viewer, await build())
    } catch (error) {
      if (!isConflict(error)) throw error
      return publish(client, { ...viewer, hash: undefined }, await build())
    }
  })
}

/** Publishes figures that took time, unless the person has done something else since. */
const publishFigures = async (client: WebClient, viewer: Viewer, model: HomeViewModel): Promise<void> => {
  try {
    await publish(client, viewer, model)
  } catch (error) {
    if (!isConflict(error)) throw error
  }
}

const figuresInMemory = (
  context: HomeContext,
  { browsed, compared, comparedCategories }: HomeState,
): Figures => ({
  report: browsed === null ? 'expired' : (context.lookup.peek(browsed.state.postcode) ?? 'expired'),
  comparison: comparedInMemory(context, comparisonOf(compared, comparedCategories)) ?? 'expired',
})

/** Draws Home from memory alone: opening it costs no token. */
export const drawHome = async (
  context: HomeContext,
  client: WebClient,
  viewer: Viewer,
  transition: Transition,
): Promise<void> => {
  const figures = figuresInMemory(context, transition.state)
  await publishAction(context, client, viewer, () => viewModel(context, viewer.owner, transition, figures))
}

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

/** Draws Home with figures: from memory, or by look-ups with "Looking up …" meanwhile. */
export const lookUpOnHome = async (
  context: HomeContext,
  client: WebClient,
  viewer: Viewer,
  transition: Transition,
): Promise<void> => {
  const { owner } = viewer
  const lookUp = lookUpFor(context, owner, transition.state, figuresInMemory(context, transition.state))
  if (lookUp === null) return drawHome(context, client, viewer, transition)
  const build = () => viewModel(context, owner, transition, lookUp.loading)
  const hash = await publishAction(context, client, viewer, build)
  const figures = await lookUp.find()
  await publishFigures(client, { ...viewer, hash }, await viewModel(context, owner, transition, figures))
}
