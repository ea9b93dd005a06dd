import { checkView } from '../block-rules/block-rules.ts'
import type { Answer } from '../http-answer.ts'
import type { Wire } from '../traffic.ts'
import type { Triggers } from '../workspace/triggers.ts'
import { statelessPayload, type View, type ViewContent } from '../workspace/view.ts'
import type { Views } from '../workspace/view-stack.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { type Method, no, noArgument, noFor, ok, readNested, text } from './method.ts'

type Deps = {
  readonly views: Views
  readonly triggers: Triggers
  readonly workspace: Workspace
  readonly homeTab: boolean
  readonly refuse: Wire['refuse']
}

/** The view that was given, or the refusal it gets. */
const readView = (
  argument: unknown,
  type: View['type'],
  known: (id: string) => View | undefined,
  self?: View,
) => {
  const content = readNested(argument)
  if (typeof content !== 'object' || content === null)
    return { refused: noArgument('view', 'must be a view') }
  const broken = checkView(content)
  const [first] = broken
  if (first) {
    const tooLarge = broken.some((it) => it.error === 'view_too_large')
    return { refused: noFor(tooLarge ? 'view_too_large' : first.error, '/view', broken) }
  }
  const view: ViewContent = Object(content)
  if (view.type !== type) return { refused: noArgument('view/type', `must be ${type} here`) }
  const other = known(text(view.external_id))
  if (view.external_id && other && other.id !== self?.id) return { refused: no('duplicate_external_id') }
  return { view }
}

const shownOr = (view: View | undefined, error: string): Answer =>
  view ? ok({ view: statelessPayload(view) }) : no(error)

/** views.open, push, update and publish: docs.slack.dev/reference/methods, a page each. */
export const viewsMethods = ({ views, triggers, workspace, homeTab, refuse }: Deps) => {
  /** Uses up the trigger_id, after the view was found good; that a bad view leaves the trigger unused is unconfirmed. */
  const exchange = (argument: unknown) => {
    const id = text(argument)
    if (id === '') return { refused: noArgument('trigger_id', 'must be there') }
    const taken = triggers.take(id)
    const holder = triggers.holderOf(id)
    return taken === 'ok' && holder ? { holder } : { refused: no(taken) }
  }

  const open: Method = ({ args }) => {
    const { view, refused } = readView(args.view, 'modal', views.byExternalId)
    if (refused) return refused
    const { holder, refused: untriggered } = exchange(args.trigger_id)
    if (untriggered) return untriggered
    // Answered ok and yet not shown, as people report: slackapi/bolt-js#1072 and #1827.
    if (holder.viewId !== undefined && views.homeOf(holder.user)?.id !== holder.viewId) {
      refuse('views.open', 'from a modal: use views.push or response_action', 'slackapi/bolt-js#1827')
      return shownOr(views.unseen(view), 'fatal_error')
    }
    return shownOr(views.open(holder.user, view, holder.channel), 'fatal_error')
  }

  // "not_found" for a trigger that comes from no open modal: that word for it is unconfirmed.
  const push: Method = ({ args }) => {
    const { view, refused } = readView(args.view, 'modal', views.byExternalId)
    if (refused) return refused
    const { holder, refused: untriggered } = exchange(args.trigger_id)
    if (untriggered) return untriggered
    if (views.find(holder.viewId ?? '')?.type !== 'modal') return no('not_found')
    return shownOr(views.push(holder.user, view), 'push_limit_reached')
  }

  const update: Method = ({ args }) => {
    if ((text(args.view_id) === '') === (text(args.external_id) === ''))
      return noArgument('view_id', 'either view_id or external_id')
    const old = args.view_id ? views.find(text(args.view_id)) : views.byExternalId(text(args.external_id))
    const { view, refused } = readView(args.view, 'modal', views.byExternalId, old)
    if (refused) return refused
    if (old?.type !== 'modal') return no('not_found')
    if (args.hash && args.hash !== old.hash) return no('hash_conflict')
    return shownOr(views.update(old.id, view), 'not_found')
  }

  const publish: Method = ({ args }) => {
    const user = workspace.users.find((it) => it.id === args.user_id)
    if (!user) return noArgument('user_id', 'must be a person of this workspace')
    const old = views.homeOf(user.id)
    const { view, refused } = readView(args.view, 'home', views.byExternalId, old)
    if (refused) return refused
    if (!homeTab) return no('not_enabled')
    if (args.hash && args.hash !== old?.hash) return no('hash_conflict')
    return shownOr(views.publish(user.id, view), 'fatal_error')
  }

  return { open, push, update, publish }
}
