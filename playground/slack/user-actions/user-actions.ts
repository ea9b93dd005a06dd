import { type Deliver, undelivered } from '../delivery/delivery.ts'
import { createEvents } from '../delivery/events-api.ts'
import type { Rules } from '../manifest.ts'
import type { Wire } from '../traffic.ts'
import type { LiveWorkspace } from '../workspace/live-workspace.ts'
import type { Messages } from '../workspace/messages.ts'
import type { ResponseUrls } from '../workspace/response-urls.ts'
import type { Triggers } from '../workspace/triggers.ts'
import type { Views } from '../workspace/view-stack.ts'
import { createPerson, createSay } from './message-actions.ts'
import { createModalPerson } from './modal-actions.ts'
import { createShortcuts } from './shortcuts.ts'
import { createCommandAnswer } from './slash-command.ts'
import { createSubmission } from './submission.ts'
import { createSuggest, createSuggested } from './suggestions.ts'
import { createHomePerson, createViewPerson } from './view-actions.ts'

type Deps = {
  readonly workspace: LiveWorkspace
  readonly rules: Rules
  readonly messages: Messages
  readonly views: Views
  readonly urls: ResponseUrls
  readonly triggers: Triggers
  readonly wire: Wire
  readonly clock: () => number
  readonly deliver: Deliver
}

/** Interactions stay with Slack when the manifest has interactivity off: docs.slack.dev/reference/app-manifest. */
const onlyWhereOn =
  ({ rules, wire, deliver }: Deps): Deliver =>
  async (parcel) => {
    if (parcel.type !== 'interactive' || rules.interactivity) return deliver(parcel)
    wire.refuse(parcel.what, 'the manifest has interactivity off', 'docs.slack.dev/reference/app-manifest')
    return undelivered
  }

/** Everything that people can do in this Slack. */
export const createPeople = (given: Deps) => {
  const deps = { ...given, deliver: onlyWhereOn(given) }
  const { views, wire, rules, messages } = deps
  const suggested = createSuggested()
  const tell = createEvents({ ...deps, hasEvent: rules.hasEvent })
  return {
    ...createPerson({ ...deps, answerCommand: createCommandAnswer(messages, wire) }),
    ...createHomePerson({ ...deps, homeTab: rules.homeTab, tell }),
    ...createViewPerson({ ...deps, suggested }),
    ...createModalPerson({ ...deps, settle: createSubmission(views, wire) }),
    ...createShortcuts(deps),
    say: createSay(deps),
    suggest: createSuggest({ ...deps, suggested }),
    homeOf: views.homeOf,
    modalOf: views.modalOf,
  }
}
