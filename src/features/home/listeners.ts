import type { App, BlockAction, BlockElementAction } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import type { Postcode } from '../../crime/postcode.ts'
import { MAX_COMPARED_PLACES } from '../../crime/report-query.ts'
import { createKeyedMutex } from '../../lib/keyed-mutex.ts'
import { registerPlaceSearch } from '../../report/browse/place-search.ts'
import { browseChanges, readPage } from '../../report/browse/state.ts'
import { viewFailed } from '../../report/notices.ts'
import { actionValue, type BlockActions } from '../../slack/block-actions.ts'
import { type Owner, ownerOf } from '../../slack/identity.ts'
import type { Message } from '../../slack/ui/blocks.ts'
import { clientIn } from '../../slack/web-api/client-pool.ts'
import { postDirectMessage } from '../../slack/web-api/modals.ts'
import { addPlace, HOME, removePlace, retryPlace, showPlace, undoRemoveOnHome } from './actions.ts'
import { chooseMore, readOrder } from './places-section.ts'
import { notRestoredOnHome, removedOnHome } from './remove-messages.ts'
import { drawHome, type HomeContext, lookUpOnHome, type Viewer } from './render.ts'
import { placesUnavailable, savingNotice } from './saved-place-messages.ts'
import {
  type HomeState,
  readHome,
  readPostcodes,
  showReport,
  submitField,
  type Transition,
  viewOfEvent,
} from './state.ts'

/** An action on Home: the state of the view it was done in, its element, and whose Home it is. */
type HomeAction = {
  readonly state: HomeState
  readonly element: BlockElementAction
  readonly viewer: Viewer
  readonly body: BlockAction
}
type HomeHandler = (action: HomeAction, client: WebClient) => Promise<unknown>

const fieldOf = ({ view }: BlockAction): string => view?.state?.values[HOME.field]?.[HOME.field]?.value ?? ''

const placesToCompare = ({ view }: BlockAction): readonly Postcode[] => {
  const options = view?.state?.values[HOME.comparedPlaces]?.[HOME.comparedPlaces]?.selected_options ?? []
  const postcodes = readPostcodes(options.map(({ value }) => value ?? ''))
  return [...new Set(postcodes)].slice(0, MAX_COMPARED_PLACES)
}

/** Registers Home. Gives what draws a person's Home again after another feature has changed something on it. */
export const registerHome = (
  app: App,
  blockActions: BlockActions,
  dependencies: Omit<HomeContext, 'mutex'>,
): ((client: WebClient, owner: Owner, metadata: string) => Promise<void>) => {
  const context: HomeContext = { ...dependencies, mutex: createKeyedMutex() }
  /** False where Home could not be drawn. */
  const logFailure = async (work: () => Promise<unknown>): Promise<boolean> => {
    try {
      await work()
      return true
    } catch (error) {
      context.log.error({ err: error }, 'Home could not be drawn')
      return false
    }
  }
  const on = (actionId: string, handle: HomeHandler): void => {
    blockActions.on(actionId, async ({ body, element, client }) => {
      const { view } = body
      if (view === undefined) return
      const viewer = { owner: ownerOf(body), hash: view.hash }
      const drawn = await logFailure(() => handle({ state: readHome(view), element, viewer, body }, client))
      if (!drawn) await postDirectMessage(client, body.user.id, viewFailed(), context.log)
    })
  }
  const draw = (client: WebClient, viewer: Viewer, transition: Transition) =>
    drawHome(context, client, viewer, transition)
  const lookUp = (client: WebClient, viewer: Viewer, transition: Transition) =>
    lookUpOnHome(context, client, viewer, transition)

  for (const id of [HOME.field, HOME.lookUp])
    on(id, ({ state, body, viewer }, client) => lookUp(client, viewer, submitField(state, fieldOf(body))))
  on(showPlace.id, ({ state, element, viewer }, client) => {
    const postcode = showPlace.read(actionValue(element))
    return lookUp(client, viewer, postcode === null ? { state } : showReport(state, postcode))
  })
  on(retryPlace.id, ({ state, viewer }, client) => lookUp(client, viewer, { state }))

  for (const [id, change] of browseChanges('home'))
    on(id, ({ state, element, viewer }, client) => {
      const browsed = state.browsed && change(state.browsed, actionValue(element))
      return lookUp(client, viewer, { state: { ...state, browsed } })
    })

  for (const [id, editing] of [
    [HOME.editList, true],
    [HOME.doneEditing, false],
  ] as const)
    on(id, ({ state, viewer }, client) => draw(client, viewer, { state: { ...state, editing } }))
  for (const id of [HOME.nextPlaces, HOME.previousPlaces])
    on(id, ({ state, element, viewer }, client) =>
      draw(client, viewer, { state: { ...state, placesPage: readPage(actionValue(element)) } }),
    )
  for (const id of [HOME.nextSection, HOME.previousSection])
    on(id, ({ state, element, viewer }, client) =>
      draw(client, viewer, { state: { ...state, sectionPage: readPage(actionValue(element)) } }),
    )
  const remove = async ({ owner }: Viewer, postcode: Postcode): Promise<Message | null> => {
    const removed = await context.places.remove(owner, postcode)
    if (!removed.ok) return placesUnavailable()
    return removed.value === null ? null : removedOnHome(removed.value)
  }
  on(HOME.order, async ({ state, element, viewer }, client) => {
    const requested = readOrder(actionValue(element))
    if (requested === null) return draw(client, viewer, { state })
    const { order, postcode } = requested
    if (order === 'remove')
      return draw(client, viewer, { state, placesNotice: await remove(viewer, postcode) })
    const moved = await context.places.move(viewer.owner, postcode, order)
    await draw(client, viewer, { state, placesNotice: moved.ok ? null : placesUnavailable() })
  })
  on(removePlace.id, async ({ state, element, viewer }, client) => {
    const postcode = removePlace.read(actionValue(element))
    const placesNotice = postcode === null ? null : await remove(viewer, postcode)
    await draw(client, viewer, { state, placesNotice })
  })
  on(undoRemoveOnHome.id, async ({ state, element, viewer }, client) => {
    const [removed] = undoRemoveOnHome.read(actionValue(element)) ?? []
    if (removed === undefined) return draw(client, viewer, { state })
    const { postcode, index } = removed
    const added = await context.places.add(viewer.owner, postcode, { index })
    // Without an Undo in a full list: to make room there another place is removed, whose Undo takes its place.
    const placesNotice = added.ok ? savingNotice(postcode, added) : notRestoredOnHome(removed)
    await draw(client, viewer, { state, placesNotice })
  })
  on(addPlace.id, async ({ state, element, viewer }, client) => {
    const postcode = addPlace.read(actionValue(element))
    if (postcode === null) return draw(client, viewer, { state })
    const saved = await context.places.add(viewer.owner, postcode)
    await draw(client, viewer, { state, saveNotice: savingNotice(postcode, saved) })
  })

  on(HOME.compare, ({ state, body, viewer }, client) => {
    const compared = placesToCompare(body)
    return compared.length < 2
      ? draw(client, viewer, { state, compareNotice: chooseMore() })
      : lookUp(client, viewer, { state: { ...state, compared, comparedCategories: [] } })
  })
  on(HOME.compareAgain, ({ state, viewer }, client) => lookUp(client, viewer, { state }))
  on(HOME.back, ({ state, viewer }, client) =>
    draw(client, viewer, { state: { ...state, compared: [], comparedCategories: [] } }),
  )

  registerPlaceSearch(app, context, 'home')

  app.event('app_home_opened', async ({ event, body, context: authorized }) => {
    context.ownConversations.add(event.channel)
    if (event.tab !== 'home') return
    const owner = { teamId: body.team_id, userId: event.user }
    const view = viewOfEvent(event.view)
    const viewer = { owner, hash: view?.hash, isOpening: true }
    await logFailure(async () => {
      const client = clientIn(authorized)
      const state = readHome(view)
      // Asked before Home is drawn, during which the database may open.
      const opened = context.opened()
      const drawn = await draw(client, viewer, { state })
      // Home said that places are unavailable, so it is drawn again once the database has opened.
      if (drawn !== null && (await opened)) await draw(client, { ...viewer, ...drawn }, { state })
    })
  })

  return async (client, owner, metadata) => {
    const state = readHome({ private_metadata: metadata })
    await logFailure(() => draw(client, { owner, hash: undefined }, { state }))
  }
}
