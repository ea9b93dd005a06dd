import type { Value } from './element-values.ts'
import { withValue } from './element-values.ts'
import { newView, updatedView, type View, type ViewContent } from './view.ts'
import type { Workspace } from './workspace.ts'

export type ViewEvent = {
  readonly kind: 'view'
  /** 'updated' by the app, 'changed' by what a person chose, or by errors beside inputs. */
  readonly what: 'opened' | 'updated' | 'closed' | 'changed'
  readonly user: string
  readonly view: View
}
type What = ViewEvent['what']
type Shown = { readonly user: string; readonly openedIn: string | undefined; readonly view: View }

/** Up to three views in a stack: docs.slack.dev/surfaces/modals. */
const MAX_MODALS = 3

export type Views = ReturnType<typeof createViews>

/** Every person's modals, and every person's Home. A view that was closed is forgotten. */
export const createViews = (workspace: Workspace, emit: (event: ViewEvent) => void, clock: () => number) => {
  const shown = new Map<string, Shown>()
  const stacks = new Map<string, readonly string[]>()
  const homes = new Map<string, string>()

  const announce = (what: What, { user, view }: Shown): View => {
    emit({ kind: 'view', what, user, view })
    return view
  }
  const store = (what: What, it: Shown): View => {
    shown.set(it.view.id, it)
    return announce(what, it)
  }
  const find = (id: string): View | undefined => shown.get(id)?.view
  const stackOf = (user: string): readonly View[] =>
    (stacks.get(user) ?? []).flatMap((id) => shown.get(id)?.view ?? [])
  const modalOf = (user: string): View | undefined => stackOf(user).at(-1)
  const homeOf = (user: string): View | undefined => find(homes.get(user) ?? '')

  const close = (id: string): void => {
    const it = shown.get(id)
    if (!it || it.view.type === 'home') return
    shown.delete(id)
    stacks.set(
      it.user,
      (stacks.get(it.user) ?? []).filter((one) => one !== id),
    )
    announce('closed', it)
  }
  const clear = (user: string): void => {
    for (const { id } of [...stackOf(user)].reverse()) close(id)
  }

  /** Lays a modal on those that the person has open; undefined when there are as many as there may be. */
  const push = (user: string, content: ViewContent, openedFrom?: string): View | undefined => {
    const stack = stackOf(user)
    if (stack.length >= MAX_MODALS) return undefined
    const root = stack[0]
    const openedIn = openedFrom ?? (root && shown.get(root.id)?.openedIn)
    const view = newView(workspace, content, clock(), stack.at(-1), openedIn)
    stacks.set(user, [...stack.map((it) => it.id), view.id])
    return store('opened', { user, openedIn, view })
  }

  const update = (id: string, content: ViewContent): View | undefined => {
    const it = shown.get(id)
    return it && store('updated', { ...it, view: updatedView(it.view, content, clock(), it.openedIn) })
  }

  const publish = (user: string, content: ViewContent): View => {
    const old = homeOf(user)
    const updated = old && update(old.id, content)
    if (updated) return updated
    const view = newView(workspace, content, clock(), undefined, undefined)
    homes.set(user, view.id)
    return store('opened', { user, openedIn: undefined, view })
  }

  const change = (id: string, part: (view: View) => Partial<View>): View | undefined => {
    const it = shown.get(id)
    return it && store('changed', { ...it, view: { ...it.view, ...part(it.view) } })
  }
  /** What a person chose or typed. */
  const setValue = (id: string, blockId: string, actionId: string, value: Value) =>
    change(id, ({ state }) => ({ state: { values: withValue(state.values, blockId, actionId, value) } }))
  /** What a person reads after a submission that did not go through. */
  const setErrors = (id: string, errors: Readonly<Record<string, string>>, notice = '') =>
    change(id, () => ({ errors, notice }))

  return {
    open: (user: string, content: ViewContent, openedFrom?: string) => {
      clear(user)
      return push(user, content, openedFrom)
    },
    buildView: (content: ViewContent) => newView(workspace, content, clock(), undefined, undefined),
    byExternalId: (id: string) => [...shown.values()].find((it) => it.view.external_id === id)?.view,
    ...{ find, stackOf, modalOf, homeOf, push, update, publish, close, clear, setValue, setErrors },
  }
}

/** The view a person has before them: the modal on top, else Home. Throws when that is not the one meant, or none. */
export const topView = (views: Views, user: string, viewId?: string): View => {
  const view = views.modalOf(user) ?? views.homeOf(user)
  if (!view) throw new Error(`${user} has no view open`)
  if (viewId !== undefined && view.id !== viewId) throw new Error(`View ${viewId} is not before ${user}`)
  return view
}
