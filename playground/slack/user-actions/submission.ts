import { checkView } from '../block-rules/block-rules.ts'
import type { Delivery } from '../delivery/delivery.ts'
import type { TrafficLog } from '../traffic.ts'
import type { View, ViewContent } from '../workspace/view.ts'
import type { Views } from '../workspace/view-stack.ts'

const SOURCE = 'docs.slack.dev/surfaces/modals, "Handling and responding to interactions"'
// What the person reads when an answer cannot be used: seen in clients (?).
const CONNECTION_ERROR = 'We had some trouble connecting. Try again?'

const parse = (body: string): unknown => {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

const isMessages = (errors: unknown): errors is Readonly<Record<string, string>> =>
  typeof errors === 'object' &&
  errors !== null &&
  Object.keys(errors).length > 0 &&
  Object.values(errors).every((it) => typeof it === 'string' && it !== '')

/** Applies what the app answered to a view_submission to the person's modals. An invalid answer is recorded as a rejection. */
export const createSubmission = (views: Views, traffic: TrafficLog) => {
  const reject = (view: View, rule: string, from = SOURCE): void => {
    traffic.reject('view_submission ack', rule, from)
    views.setErrors(view.id, {}, CONNECTION_ERROR)
  }

  const setErrors = (view: View, errors: unknown): void => {
    if (!isMessages(errors)) return void reject(view, 'errors must name blocks and say something of each')
    const inputs = view.blocks.filter((it) => it.type === 'input').map((it) => it.block_id)
    const unknown = Object.keys(errors).filter((id) => !inputs.includes(id))
    if (unknown.length > 0) return void reject(view, `no input block ${unknown.join(', ')}`)
    views.setErrors(view.id, errors)
  }

  /** Hands on a view that Slack would take. */
  const withView = (view: View, given: unknown, use: (content: ViewContent) => boolean): void => {
    const broken = checkView(given)
    for (const it of broken) traffic.reject('view_submission ack', `view/${it.path}: ${it.rule}`, it.source)
    if (broken.length > 0) return void views.setErrors(view.id, {}, CONNECTION_ERROR)
    const content: ViewContent = Object(given)
    if (content.type !== 'modal') return void reject(view, 'the view must be a modal')
    const other = views.byExternalId(String(content.external_id ?? ''))
    if (content.external_id && other && other.id !== view.id)
      return void reject(view, 'duplicate_external_id')
    if (!use(content))
      reject(view, 'at most three views lie on one another', 'docs.slack.dev/surfaces/modals, "view stack"')
  }

  const apply = (user: string, view: View, answer: unknown): void => {
    const { response_action: action, errors, view: next } = Object(answer)
    if (action === 'errors') return void setErrors(view, errors)
    if (action === 'clear') return void views.clear(user)
    if (action === 'update') return void withView(view, next, (it) => views.update(view.id, it) !== undefined)
    if (action === 'push') return void withView(view, next, (it) => views.push(user, it) !== undefined)
    reject(view, `no response_action ${JSON.stringify(action)}`)
  }

  return (user: string, view: View, { outcome, body }: Delivery): void => {
    if (outcome !== 'acked') return void views.setErrors(view.id, {}, CONNECTION_ERROR)
    if (body.trim() === '') return void views.close(view.id)
    apply(user, view, parse(body))
  }
}
