import { checkView } from '../block-rules/block-rules.ts'
import type { Answer } from '../http-answer.ts'
import type { TrafficLog } from '../traffic.ts'
import type { Triggers } from '../workspace/triggers.ts'
import { statelessPayload, type View, type ViewContent } from '../workspace/view.ts'
import type { Views } from '../workspace/view-stack.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { argumentError, type Method, ok, readNested, slackError, text, violationError } from './method.ts'

type Deps = {
  readonly views: Views
  readonly triggers: Triggers
  readonly workspace: Workspace
  readonly homeTab: boolean
  readonly reject: TrafficLog['reject']
}

/** The view in the arguments, or the error for it. */
const readView = (
  argument: unknown,
  type: View['type'],
  known: (id: string) => View | undefined,
  self?: View,
) => {
  const content = readNested(argument)
  if (typeof content !== 'object' || content === null)
    return { failure: argumentError('view', 'must be a view') }
  const broken = checkView(content)
  const [first] = broken
  if (first) {
    const tooLarge = broken.some((it) => it.error === 'view_too_large')
    return { failure: violationError(tooLarge ? 'view_too_large' : first.error, '/view', broken) }
  }
  const view: ViewContent = Object(content)
  if (view.type !== type) return { failure: argumentError('view/type', `must be ${type} here`) }
  const other = known(text(view.external_id))
  if (view.external_id && other && other.id !== self?.id)
    return { failure: slackError('duplicate_external_id') }
  return { view }
}

const shownOr = (view: View | undefined, error: string): Answer =>
  view ? ok({ view: statelessPayload(view) }) : slackError(error)

/** views.open, push, update and publish: docs.slack.dev/reference/methods, a page each. */
export const viewsMethods = ({ views, triggers, workspace, homeTab, reject }: Deps) => {
  /** Uses up the trigger_id, after the view was found valid; that an invalid view leaves it unused is a guess (?). */
  const exchange = (argument: unknown) => {
    const id = text(argument)
    if (id === '') return { failure: argumentError('trigger_id', 'must be there') }
    const taken = triggers.consume(id)
    const context = triggers.contextOf(id)
    return taken === 'ok' && context ? { context } : { failure: slackError(taken) }
  }

  const open: Method = ({ args }) => {
    const { view, failure } = readView(args.view, 'modal', views.byExternalId)
    if (failure) return failure
    const { context, failure: triggerFailure } = exchange(args.trigger_id)
    if (triggerFailure) return triggerFailure
    // Answered ok and yet not shown, as people report: slackapi/bolt-js#1072 and #1827.
    if (context.viewId !== undefined && views.homeOf(context.user)?.id !== context.viewId) {
      reject('views.open', 'from a modal: use views.push or response_action', 'slackapi/bolt-js#1827')
      return shownOr(views.buildView(view), 'fatal_error')
    }
    return shownOr(views.open(context.user, view, context.channel), 'fatal_error')
  }

  // "not_found" for a trigger that comes from no open modal is a guess (?).
  const push: Method = ({ args }) => {
    const { view, failure } = readView(args.view, 'modal', views.byExternalId)
    if (failure) return failure
    const { context, failure: triggerFailure } = exchange(args.trigger_id)
    if (triggerFailure) return triggerFailure
    if (views.find(context.viewId ?? '')?.type !== 'modal') return slackError('not_found')
    return shownOr(views.push(context.user, view), 'push_limit_reached')
  }

  const update: Method = ({ args }) => {
    if ((text(args.view_id) === '') === (text(args.external_id) === ''))
      return argumentError('view_id', 'either view_id or external_id')
    const old = args.view_id ? views.find(text(args.view_id)) : views.byExternalId(text(args.external_id))
    const { view, failure } = readView(args.view, 'modal', views.byExternalId, old)
    if (failure) return failure
    if (old?.type !== 'modal') return slackError('not_found')
    if (args.hash && args.hash !== old.hash) return slackError('hash_conflict')
    return shownOr(views.update(old.id, view), 'not_found')
  }

  const publish: Method = ({ args }) => {
    const user = workspace.users.find((it) => it.id === args.user_id)
    if (!user) return argumentError('user_id', 'must be a person of this workspace')
    const old = views.homeOf(user.id)
    const { view, failure } = readView(args.view, 'home', views.byExternalId, old)
    if (failure) return failure
    if (!homeTab) return slackError('not_enabled')
    if (args.hash && args.hash !== old?.hash) return slackError('hash_conflict')
    return shownOr(views.publish(user.id, view), 'fatal_error')
  }

  return { open, push, update, publish }
}
