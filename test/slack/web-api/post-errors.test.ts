import { describe, expect, it } from 'vitest'
import { classifyPostError, readCannotPostReason } from '../../../src/slack/web-api/post-errors.ts'
import { type SlackAnswer, slackInMemory } from '../../features/alerts/support/simulation.ts'

/** The class of the error that the real client throws at an answer. */
const classOf = (answer: SlackAnswer) =>
  slackInMemory(
    () => 0,
    () => answer,
  )
    .client.chat.postMessage({ channel: 'C1', text: 'x' })
    .then(
      () => 'posted' as const,
      (error: unknown) => classifyPostError(error),
    )

const classOfError = (error: string) => classOf({ body: { ok: false, error } })

describe('an error of chat.postMessage', () => {
  it.each([
    ['is_archived', 'archived'],
    ['restricted_action', 'may-not-post'],
    ['missing_scope', 'may-not-post'],
    ['token_revoked', 'app-removed'],
    ['account_inactive', 'app-removed'],
    ['team_access_not_granted', 'app-removed'],
  ])('%s is permanent: %s', async (error, reason) => {
    expect(await classOfError(error)).toEqual({ kind: 'permanent', reason })
  })

  it.each([
    ['not_in_channel', 'not-in-channel'],
    ['channel_not_found', 'channel-gone'],
    ['invalid_auth', 'app-removed'],
  ])('%s may be mended', async (error, reason) => {
    expect(await classOfError(error)).toEqual({ kind: 'refused', reason, error })
  })

  it('for the rate names the time to wait, or half a minute where Slack names none', async () => {
    expect(await classOf({ status: 429, body: {}, retryAfter: 90 })).toEqual({
      kind: 'rate-limited',
      ms: 90_000,
    })
    expect(await classOfError('ratelimited')).toEqual({ kind: 'rate-limited', ms: 30_000 })
  })

  it.each(['internal_error', 'fatal_error', 'service_unavailable'])('%s is temporary', async (error) => {
    expect(await classOfError(error)).toEqual({ kind: 'temporary', repeats: 3 })
  })

  it.each([
    ['a 5xx', { status: 503, body: {} }, 1],
    ['a 504', { status: 504, body: {} }, 0],
    ['no answer', 'no answer', 0],
  ] as const)('that is %s is temporary', async (_, answer, repeats) => {
    expect(await classOf(answer)).toEqual({ kind: 'temporary', repeats })
  })

  it('that is unknown is a defect', async () => {
    const error = 'invalid_blocks'
    expect(await classOfError(error)).toEqual({ kind: 'defect', reason: 'may-not-post', error })
  })
})

it('a reason of a later version counts as one of those known', () => {
  expect([readCannotPostReason('archived'), readCannotPostReason('frozen')]).toEqual([
    'archived',
    'may-not-post',
  ])
})
