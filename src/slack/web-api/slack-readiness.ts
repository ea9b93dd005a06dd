import type { AuthTestResponse, WebClient } from '@slack/web-api'
import type { Log } from '../../observability/log.ts'
import { slackErrorOf } from './post-errors.ts'

/** How long Slack may be unreachable before /readyz answers 503. */
export const UNAVAILABLE_AFTER_MS = 60_000

/** Whether Slack is reachable; at first it is not. `clock` gives ms since the epoch. */
export const createSlackReadiness = (clock: () => number) => {
  let wasReached = false
  let lostAt: number | null = null
  return {
    reached: (): void => {
      wasReached = true
      lostAt = null
    },
    lost: (): void => {
      lostAt ??= clock()
    },
    /** Whether Slack was reached since this process started. */
    wasReached: (): boolean => wasReached,
    /** False until Slack was reached, and once it has been unreachable for UNAVAILABLE_AFTER_MS. */
    isReady: (): boolean => wasReached && (lostAt === null || clock() - lostAt < UNAVAILABLE_AFTER_MS),
  }
}

export type SlackReadiness = ReturnType<typeof createSlackReadiness>

const PROBE_EVERY_MS = 15_000

/** Who the app is in its workspace. `teamId` is left out for an organisation's token, which is for many workspaces. */
export type Identity = { readonly botId?: string; readonly botUserId?: string; readonly teamId?: string }

const identityFrom = ({ bot_id, user_id, team_id, is_enterprise_install }: AuthTestResponse): Identity => ({
  ...(bot_id ? { botId: bot_id } : {}),
  ...(user_id ? { botUserId: user_id } : {}),
  ...(team_id && !is_enterprise_install ? { teamId: team_id } : {}),
})

/**
 * Calls auth.test until it has answered, where the client has a token, so that no request waits for that. With `status`
 * it also calls api.test every 15 s and says whether Slack is reachable; in Socket Mode the sockets say so.
 * `onSignedIn` is told what the token may do, where Slack says so. `identity` is empty until auth.test has answered.
 */
export const startApiProbe = (
  client: WebClient,
  log: Log,
  status: SlackReadiness | null,
  onSignedIn: (teamId: string, scopes: readonly string[]) => void = () => undefined,
): { readonly identity: () => Identity; readonly stop: () => void } => {
  let identity: Identity | null = null
  let isRejected = false
  let isReachable = true

  const authenticate = async (): Promise<void> => {
    try {
      const answer = await client.auth.test()
      identity = identityFrom(answer)
      log.info({ team: answer.team }, 'signed in to Slack')
      const { scopes } = answer.response_metadata ?? {}
      if (scopes !== undefined) onSignedIn(answer.team_id ?? '', scopes)
    } catch (error) {
      const reason = slackErrorOf(error)
      if (reason === null || reason === 'ratelimited') throw error
      // Logged once; the app goes on, since answers over response_url need no token.
      if (!isRejected)
        log.error({ reason }, 'Slack refuses SLACK_BOT_TOKEN: reinstall the app and copy its token')
      isRejected = true
    }
  }

  const probe = async (): Promise<void> => {
    try {
      if (identity === null && client.token !== undefined) await authenticate()
      if (status !== null) await client.api.test()
      status?.reached()
      if (!isReachable) log.info('Slack is in reach again')
      isReachable = true
    } catch (error) {
      isReachable = false
      // An error that Slack itself answers with comes from a Slack that is there.
      if (slackErrorOf(error) === null) status?.lost()
      else status?.reached()
      log.warn({ because: error instanceof Error ? error.name : 'unknown' }, 'Slack is out of reach')
    }
  }

  void probe()
  const timer = setInterval(() => {
    if (identity === null || status !== null) void probe()
  }, PROBE_EVERY_MS)
  timer.unref()
  return { identity: () => identity ?? {}, stop: () => clearInterval(timer) }
}
