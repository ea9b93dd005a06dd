import type { App, BlockAction, BlockElementAction } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import { createKeyedMutex } from '../../lib/keyed-mutex.ts'
import { idsOf } from '../../report/browse/field-ids.ts'
import { readPage } from '../../report/browse/state.ts'
import { suggestStreets } from '../../report/browse/suggest.ts'
import type { Browsed } from '../../report/browse/view-state.ts'
import { actionValue, type BlockActions } from '../../slack/block-actions.ts'
import type { RedrawHome } from '../../slack/home-section.ts'
import { ownerOf } from '../../slack/owner.ts'
import { addPlace, HOME, removePlace, retryPlace, showPlace } from './actions.ts'
import { registerCompareOnHome } from './compare-listeners.ts'
import { placesUnavailable, savingMessage } from './messages.ts'
import type { Reader } from './publish.ts'
import { drawHome, type HomeContext, lookUpOnHome, type Step } from './render.ts'
import { type HomeState, readHome, seenHome } from './state.ts'
import { readOrder, typed, unfiltered } from './transitions.ts'

/** A step of a person: what their Home remembered, what they pressed, and whose Home it is. */
export type Seen = {
  readonly state: HomeState
  readonly element: BlockElementAction
  readonly reader: Reader
  readonly body: BlockAction
}
/** What a step leads to. */
export type Work = (seen: Seen, client: WebClient) => Promise<void>

const fieldOf = ({ view }: BlockAction): string =>
  view?.state?.values['home.field']?.[HOME.field]?.value ?? ''

const withBrowsed = (state: HomeState, change: (browsed: Browsed) => Browsed): Step => ({
  state: { ...state, browsed: state.browsed === null ? null : change(state.browsed) },
})

const toPage =
  (page: number) =>
  (browsed: Browsed): Browsed => ({
    ...browsed,
    state: { ...browsed.state, page },
  })

/** Registers what people do on Home. Gives what draws it again when another feature has changed something. */
export const registerHome = (
  app: App,
  presses: BlockActions,
  needs: Omit<HomeContext, 'inTurn'>,
): RedrawHome => {
  const context: HomeContext = { ...needs, inTurn: createKeyedMutex() }
  const on = (actionId: string, work: Work): void => {
    presses.on(actionId, async ({ body, element, client }) => {
      if (body.view === undefined) return
      const reader = { owner: ownerOf(body), hash: body.view.hash }
      try {
        await work({ state: readHome(body.view), element, reader, body }, client)
      } catch (error) {
        context.log.error({ err: error }, 'Home could not be drawn')
      }
    })
  }
  const draw = (client: WebClient, reader: Reader, step: Step) => drawHome(context, client, reader, step)
  const lookUp = (client: WebClient, reader: Reader, step: Step) =>
    lookUpOnHome(context, client, reader, step)

  for (const id of [HOME.field, HOME.lookUp])
    on(id, ({ state, body, reader }, client) =>
      lookUp(client, reader, typed(state, fieldOf(body), context.clock())),
    )

  on(showPlace.id, ({ state, element, reader }, client) => {
    const postcode = showPlace.read(actionValue(element))
    return lookUp(client, reader, {
      state: postcode === null ? state : { ...state, browsed: unfiltered(postcode), compared: [] },
    })
  })
  on(retryPlace.id, ({ state, reader }, client) => lookUp(client, reader, { state }))

  const ids = idsOf('home')
  for (const id of [ids.category, ids.outcome, ids.street])
    on(id, ({ state, reader }, client) => lookUp(client, reader, withBrowsed(state, toPage(1))))
  for (const id of [ids.next, ids.previous])
    on(id, ({ state, element, reader }, client) =>
      lookUp(client, reader, withBrowsed(state, toPage(readPage(actionValue(element))))),
    )

  on(HOME.edit, ({ state, reader }, client) => draw(client, reader, { state: { ...state, editing: true } }))
  on(HOME.done, ({ state, reader }, client) => draw(client, reader, { state: { ...state, editing: false } }))
  on(HOME.order, async ({ state, element, reader }, client) => {
    const asked = readOrder(actionValue(element))
    if (asked !== null) {
      const { order, postcode } = asked
      if (order === 'remove') await context.places.remove(reader.owner, postcode)
      else await context.places.move(reader.owner, postcode, order)
    }
    await draw(client, reader, { state })
  })
  on(removePlace.id, async ({ state, element, reader }, client) => {
    const postcode = removePlace.read(actionValue(element))
    if (postcode !== null) await context.places.remove(reader.owner, postcode)
    await draw(client, reader, { state })
  })
  on(addPlace.id, async ({ state, element, reader }, client) => {
    const postcode = addPlace.read(actionValue(element))
    if (postcode === null) return draw(client, reader, { state })
    const saved = await context.places.add(reader.owner, postcode)
    const afterStep = saved.ok
      ? saved.value === 'full'
        ? savingMessage(postcode, 'full')
        : null
      : placesUnavailable()
    await draw(client, reader, { state, afterStep })
  })

  registerCompareOnHome(on, draw, lookUp)
  suggestStreets(app, context, 'home')

  app.event('app_home_opened', async ({ event, body, client }) => {
    if (event.tab !== 'home') return
    const enterpriseId = body.enterprise_id ?? body.authorizations?.[0]?.enterprise_id ?? ''
    const owner = { enterpriseId, teamId: body.team_id, userId: event.user }
    try {
      const view = seenHome(event.view)
      await draw(client, { owner, hash: view?.hash }, { state: readHome(view) })
    } catch (error) {
      context.log.error({ err: error }, 'Home could not be drawn')
    }
  })

  return async (client, owner, metadata) => {
    try {
      await draw(client, { owner, hash: undefined }, { state: readHome({ private_metadata: metadata }) })
    } catch (error) {
      context.log.error({ err: error }, 'Home could not be drawn')
    }
  }
}
