import type { Answer, Incoming } from '../http-answer.ts'
import type { Install } from '../oauth/installs.ts'
import { text } from '../web-api/method.ts'
import type { BotMethods } from '../web-api/web-api.ts'
import type { Desk } from './workspace-service.ts'

type Args = Readonly<Record<string, unknown>>

/** All workspaces of this Slack, the first of them the one that callers mean who name none. */
export const createDesks = ([first, ...more]: readonly [Desk, ...Desk[]]) => {
  const all = [first, ...more]
  const at = (teamId: string): Desk => {
    const desk = all.find(({ workspace }) => workspace.id === teamId)
    if (!desk) throw new Error(`No workspace ${teamId} in this Slack`)
    return desk
  }
  const of = (installId: string): readonly Desk[] =>
    all.filter(({ workspace }) => [workspace.id, workspace.organisation?.id].includes(installId))

  /**
   * Where a call belongs. A whole organisation's token may name the workspace in `team_id`, or what it names says which
   * one: docs.slack.dev/enterprise/developing-for-enterprise-orgs. A workspace's own token reaches no other, whatever
   * `team_id` says (?). "team_access_not_granted": SLACK.md.
   */
  const deskFor = ({ id }: Install, args: Args): Desk | undefined => {
    const reachable = of(id)
    if (reachable.length < 2) return reachable[0]
    const named = text(args.team_id)
    if (named === '' || named === id) return reachable.find((desk) => desk.knows(args)) ?? reachable[0]
    return reachable.find(({ workspace }) => workspace.id === named)
  }
  const methodsFor = (install: Install, args: Args): BotMethods | string =>
    deskFor(install, args)?.methods(install.scopes) ?? 'team_access_not_granted'
  const respond = (incoming: Incoming): Answer =>
    (all.find((desk) => desk.hasResponseUrl(incoming)) ?? first).respond(incoming)
  return { first, all, at, of, methodsFor, respond }
}

export type Desks = ReturnType<typeof createDesks>
