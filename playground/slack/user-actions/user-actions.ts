import { type Deliver, undelivered } from '../delivery/delivery.ts'
import { createEventSender } from '../delivery/events-api.ts'
import type { ManifestRules } from '../manifest.ts'
import type { TrafficLog } from '../traffic.ts'
import type { LiveWorkspace } from '../workspace/live-workspace.ts'
import type { Messages } from '../workspace/messages.ts'
import type { ResponseUrls } from '../workspace/response-urls.ts'
import type { Triggers } from '../workspace/triggers.ts'
import type { Views } from '../workspace/view-stack.ts'
import { createMessageActions } from './message-actions.ts'
import { createModalActions } from './modal-actions.ts'
import { createMessageTeller, createSay } from './say.ts'
import { createShortcuts } from './shortcuts.ts'
import { createCommandAnswer } from './slash-command.ts'
import { createSubmission } from './submission.ts'
import { createSuggest, createSuggested } from './suggestions.ts'
import { createHomeActions, createViewActions } from './view-actions.ts'

type Deps = {
  readonly workspace: LiveWorkspace
  readonly rules: ManifestRules
  readonly messages: Messages
  readonly views: Views
  readonly urls: ResponseUrls
  readonly triggers: Triggers
  readonly traffic: TrafficLog
  readonly clock: () => number
  readonly deliver: Deliver
  /** Whether the app may do something in this workspace. */
  readonly hasScope: (scope: string) => boolean
}

/** Interactions stay with Slack when the manifest has interactivity off: docs.slack.dev/reference/app-manifest. */
const onlyWhereOn =
  ({ rules, traffic, deliver }: Deps): Deliver =>
  async (request) => {
    if (request.type !== 'interactive' || rules.interactivity) return deliver(request)
    traffic.reject(
      request.what,
      'the manifest has interactivity off',
      'docs.slack.dev/reference/app-manifest',
    )
    return undelivered
  }

/** Everything that people can do in this Slack. */
export const createUserActions = (given: Deps) => {
  const deps = { ...given, deliver: onlyWhereOn(given) }
  const { views, traffic, rules, messages } = deps
  const suggested = createSuggested()
  const sendEvent = createEventSender({ ...deps, hasEvent: rules.hasEvent })
  return {
    ...createMessageActions({ ...deps, suggested, answerCommand: createCommandAnswer(messages, traffic) }),
    ...createHomeActions({ ...deps, homeTab: rules.homeTab, sendEvent }),
    ...createViewActions({ ...deps, suggested }),
    ...createModalActions({ ...deps, settle: createSubmission(views, traffic) }),
    ...createShortcuts(deps),
    say: createSay(deps),
    editMessage: (ts: string, text: string): void => void messages.replace(ts, { text, blocks: [] }),
    deleteMessage: (ts: string): void => void messages.remove(ts),
    tellApp: createMessageTeller({ ...deps, sendEvent, hasEvent: rules.hasEvent }),
    suggest: createSuggest({ ...deps, suggested }),
    homeOf: views.homeOf,
    modalOf: views.modalOf,
  }
}
