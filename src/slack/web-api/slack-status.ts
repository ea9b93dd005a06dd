import type { WebClient } from '@slack/web-api'
import type { Log } from '../../observability/log.ts'
import { slackErrorOf } from './slack-error.ts'

/** How long Slack may be out of reach before the app is not ready. Source: DESIGN.md, contracts, `/readyz`. */
export const UNAVAILABLE_AFTER_MS = 60_000

/** Whether Slack can be reached, and since when it cannot. */
export type SlackStatus = {
  readonly reached: () => void
  readonly lost: () => void
  /** False only once Slack has been away for OUT_OF_REACH_AFTER_MS. */
  readonly isReady: () => boolean
}

/** Starts as "not yet reached", which has the same minute. `clock` gives ms since the epoch. */
export const createSlackStatus = (clock: () => number): SlackStatus => {
  let awaySince: number | null = clock()
  return {
    reached: () => {
      awaySince = null
    },
    lost: () => {
      awaySince ??= clock()
    },
    isReady: () => awaySince === null || clock() - awaySince < UNAVAILABLE_AFTER_MS,
  }
}

const EVERY_MS = 15_000

/**
 * Who the app is in its workspace, once Slack has said so. `teamId` is that workspace's: Bolt keeps a client for
 * each team it is told of and never forgets one. An organisation's token is for many.
 */
export type Identity = { readonly botId?: string; readonly botUserId?: string; readonly teamId?: string }

/** A check of Slack that repeats until it is stopped. */
export type ApiProbe = { readonly identity: () => Identity; readonly stop: () => void }

/**
 * Learns at start who the app is (Bolt would ask inside the three seconds of a command), and goes on trying
 * while Slack is away; without a token of its own it is nobody. With `reach`, it then asks api.test every 15 s whether Slack is still there.
 */
export const startApiProbe = (client: WebClient, log: Log, reach: SlackStatus | null): ApiProbe => {
  let identity: Identity | null = null
  let refused = false
  let away = false

  const introduce = async (): Promise<void> => {
    try {
      const {
        bot_id: botId,
        user_id: botUserId,
        team,
        team_id,
        is_enterprise_install,
      } = await client.auth.test()
      const teamId = is_enterprise_install ? undefined : team_id
      identity = {
        ...(botId ? { botId } : {}),
        ...(botUserId ? { botUserId } : {}),
        ...(teamId ? { teamId } : {}),
      }
      log.info({ team }, 'signed in to Slack')
    } catch (error) {
      const reason = slackErrorOf(error)
      if (reason === null) throw error
      // Answers go over response_url and need no token: say it once, and go on serving.
      if (!refused)
        log.error({ reason }, 'Slack refuses SLACK_BOT_TOKEN: reinstall the app and copy its token')
      refused = true
    }
  }

  const probe = async (): Promise<void> => {
    try {
      if (identity === null && client.token !== undefined) await introduce()
      if (reach !== null) await client.api.test()
      reach?.reached()
      if (away) log.info('Slack is in reach again')
      away = false
    } catch (error) {
      away = true
      if (slackErrorOf(error) === null) reach?.lost()
      log.warn({ because: error instanceof Error ? error.name : 'unknown' }, 'Slack is out of reach')
    }
  }

  void probe()
  const timer = setInterval(() => (identity === null || reach !== null ? void probe() : undefined), EVERY_MS)
  timer.unref()
  return { identity: () => identity ?? {}, stop: () => clearInterval(timer) }
}
