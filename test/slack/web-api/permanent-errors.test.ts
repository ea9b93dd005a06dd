import { WebClient } from '@slack/web-api'
import { describe, expect, it } from 'vitest'
import { backgroundClientOptions } from '../../../src/slack/web-api/client-options.ts'
import { classifySlackError } from '../../../src/slack/web-api/permanent-errors.ts'
import { type SlackAnswer, slackOf } from '../../features/alerts/support/simulation.ts'

const post = (client: WebClient) =>
  client.chat.postMessage({ channel: 'C1', text: 'x' }).then(
    () => 'taken' as const,
    (error: unknown) => classifySlackError(error),
  )

/** What is read of the error that the real client throws at an answer. */
const readOf = (answer: SlackAnswer) =>
  post(
    slackOf(
      () => 0,
      () => answer,
    ).client,
  )

const word = (error: string) => readOf({ body: { ok: false, error } })

describe('a refusal', () => {
  it.each([
    ['is_archived', 'archived'],
    ['restricted_action', 'may-not-post'],
    ['missing_scope', 'may-not-post'],
    ['token_revoked', 'app-removed'],
    ['account_inactive', 'app-removed'],
    ['team_access_not_granted', 'app-removed'],
  ])('%s ends an alert: %s', async (error, reason) => {
    expect(await word(error)).toEqual({ kind: 'stop', reason })
  })

  it.each([
    ['not_in_channel', 'not-in-channel'],
    ['channel_not_found', 'channel-gone'],
  ])('%s may change', async (error, reason) => {
    expect(await word(error)).toEqual({ kind: 'outside', reason })
  })

  it('by rate names its time, or half a minute where Slack names none', async () => {
    expect(await readOf({ status: 429, body: {}, retryAfter: 90 })).toEqual({ kind: 'wait', ms: 90_000 })
    expect(await word('ratelimited')).toEqual({ kind: 'wait', ms: 30_000 })
  })

  it.each(['internal_error', 'fatal_error', 'service_unavailable'])('%s passes', async (error) => {
    expect(await word(error)).toEqual({ kind: 'later', silent: false })
  })

  it('of a broken Slack passes; where no answer came, the post may stand there', async () => {
    expect(await readOf({ status: 503, body: {} })).toEqual({ kind: 'later', silent: false })
    const mute = async (): Promise<Response> => {
      throw new TypeError('fetch failed')
    }
    const client = new WebClient('xoxb-placeholder', { ...backgroundClientOptions({}), fetch: mute })
    expect(await post(client)).toEqual({ kind: 'later', silent: true })
  })

  it('in a word that nobody knows is a defect of ours', async () => {
    expect(await word('invalid_blocks')).toEqual({ kind: 'defect', word: 'invalid_blocks' })
  })
})
