import type { App } from '@slack/bolt'
import { LRUCache } from 'lru-cache'
import { type Wait, waitQuietly } from '../lib/wait.ts'
import type { DeleteWorkspace } from './delete-workspace.ts'
import type { Place } from './installation.ts'

/** What hearing of uninstalls needs. */
export type UninstallOptions = {
  readonly leave: DeleteWorkspace
  /** Forgets the installation in memory, at once. */
  readonly drop: (place: Place) => void
  /** What else is to be tidied up once all of it is deleted. */
  readonly afterwards?: () => Promise<void>
  readonly log: {
    readonly info: (fields: object, message: string) => void
    readonly error: (fields: object, message: string) => void
  }
  readonly wait?: Wait
}

const UNINSTALLED = 'app_uninstalled'
const REVOKED = 'tokens_revoked'

// As many as Slack could send again within its hour of retries, many times over.
const MAX_REMEMBERED = 10_000
const FIRST_PAUSE_MS = 1_000
const LONGEST_PAUSE_MS = 60_000

/** The fields of an event that say who left. Source: docs.slack.dev, "Callback field overview". */
type Envelope = {
  readonly event_id: string
  /** In seconds since the epoch. */
  readonly event_time: number
  readonly team_id?: string | null
  readonly enterprise_id?: string | null
  readonly authorizations?: readonly {
    readonly enterprise_id?: string | null
    readonly team_id?: string | null
    readonly is_enterprise_install?: boolean
  }[]
}

/** Whether a payload is one of the two events by which Slack says that the app was taken out. */
export const isUninstall = (body: object): boolean => {
  if (!('event' in body) || typeof body.event !== 'object' || body.event === null) return false
  return 'type' in body.event && (body.event.type === UNINSTALLED || body.event.type === REVOKED)
}

/** Who left. A whole organisation has no workspace, or its own id stands for one (SLACK.md, trap 11). */
export const placeOf = (body: Envelope): Place | null => {
  const [authorization] = body.authorizations ?? []
  const enterpriseId = body.enterprise_id ?? authorization?.enterprise_id ?? ''
  const teamId = body.team_id ?? authorization?.team_id ?? ''
  const isWorkspace =
    teamId !== '' && teamId !== enterpriseId && authorization?.is_enterprise_install !== true
  if (isWorkspace) return { enterpriseId, teamId, organisationWide: false }
  return enterpriseId === '' ? null : { enterpriseId, teamId: '', organisationWide: true }
}

/**
 * Registers the two events by which Slack says that the app was taken out, in any order and perhaps twice: what is
 * kept of the workspace or organisation is deleted. While the database is away it is tried until it is back, since
 * Slack has had its ack and says it no more; `stop` ends that.
 */
export const registerUninstall = (app: App, options: UninstallOptions): { readonly stop: () => void } => {
  const { leave, drop, afterwards = async () => undefined, log, wait = waitQuietly } = options
  const stopping = new AbortController()
  const seen = new LRUCache<string, true>({ max: MAX_REMEMBERED })

  const tried = async (place: Place, at: number): Promise<boolean> => {
    const left = await leave(place, at)
    // Once more: somebody may have been let in from the database meanwhile.
    drop(place)
    const { enterpriseId, teamId } = place
    if (!left.ok) return false
    await afterwards().catch((error: unknown) =>
      // What is left does nothing: it finds none of what it is about.
      log.error(
        { err: error, team: teamId },
        'what a workspace that left had under way is left to end by itself',
      ),
    )
    log.info({ enterprise: enterpriseId, team: teamId, outcome: left.value }, 'uninstalled')
    return true
  }

  const insist = async (place: Place, at: number): Promise<void> => {
    log.error(
      { team: place.teamId },
      'the database is away: what is kept of a workspace that left is not yet deleted',
    )
    for (
      let pause = FIRST_PAUSE_MS;
      !stopping.signal.aborted;
      pause = Math.min(2 * pause, LONGEST_PAUSE_MS)
    ) {
      await wait(pause, stopping.signal)
      if (!stopping.signal.aborted && (await tried(place, at))) return
    }
  }

  const hear = async (body: Envelope): Promise<void> => {
    const place = placeOf(body)
    if (place === null || seen.has(body.event_id)) return
    seen.set(body.event_id, true)
    drop(place)
    const at = body.event_time * 1_000
    if (!(await tried(place, at)))
      void insist(place, at).catch((error: unknown) =>
        log.error({ err: error }, 'a workspace that left was not deleted'),
      )
  }

  app.event(UNINSTALLED, async ({ body }) => hear(body))
  app.event(REVOKED, async ({ event, body }) => {
    // Tokens of persons, which this app has none of, may go without it.
    if ((event.tokens.bot ?? []).length > 0) await hear(body)
  })
  return { stop: () => stopping.abort() }
}
