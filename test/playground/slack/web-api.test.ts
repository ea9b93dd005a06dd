import { LogLevel, WebClient } from '@slack/web-api'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Slack, startSlack } from '../../../playground/slack/slack.ts'
import { priya, tokens } from './bare-app.ts'

let slack: Slack
beforeEach(async () => {
  slack = await startSlack(tokens)
})
afterEach(() => slack.close())

const client = (token?: string) =>
  new WebClient(token, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logLevel: LogLevel.ERROR,
  })
const withError = (error: string) => ({ data: { ok: false, error } })

test('auth.test knows the app by its bot token, and sees through the others', async () => {
  expect(await client(tokens.botToken).auth.test()).toMatchObject({
    ok: true,
    team_id: 'T0PLAYGROUND',
    user_id: 'U0STREETCRIME',
    bot_id: 'B0STREETCRIME',
  })
  await expect(client('xoxb-wrong').auth.test()).rejects.toMatchObject(withError('invalid_auth'))
  await expect(client(tokens.appToken).auth.test()).rejects.toMatchObject(withError('not_allowed_token_type'))
  await expect(client().auth.test()).rejects.toMatchObject(withError('not_authed'))
  expect(slack.rejections.map((it) => it.rule)).toEqual([
    'invalid_auth',
    'not_allowed_token_type',
    'not_authed',
  ])
})

test('apps.connections.open wants the app token', async () => {
  const { url } = await client(tokens.appToken).apps.connections.open()
  expect(url).toMatch(/^ws:\/\/127\.0\.0\.1:\d+\/link\?ticket=/)
  await expect(client(tokens.botToken).apps.connections.open()).rejects.toMatchObject(
    withError('not_allowed_token_type'),
  )
})

test('api.test echoes, and an unknown method is unknown', async () => {
  expect(await client().apiCall('api.test', { foo: 'bar' })).toMatchObject({ ok: true, args: { foo: 'bar' } })
  await expect(client().apiCall('crime.solve')).rejects.toMatchObject(withError('unknown_method'))
})

test('arguments may come as JSON', async () => {
  const response = await fetch(`${slack.apiUrl}api.test`, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify({ foo: 'bar' }),
  })
  expect(await response.json()).toEqual({ ok: true, args: { foo: 'bar' } })
})

test('a rate limit names the seconds to wait, and is over after its time', async () => {
  slack.faults.set({ where: 'api.test', what: 'ratelimited', times: 1, retryAfter: 7 })
  await expect(client().api.test()).rejects.toMatchObject({ retryAfter: 7 })
  expect(slack.faults.active()).toEqual([])
  expect(await client().api.test()).toMatchObject({ ok: true })
})

test.each([
  ['server_error', { statusCode: 500 }],
  ['reset', { code: 'slack_webapi_request_error' }],
] as const)('a %s lasts until cleared', async (what, error) => {
  slack.faults.set({ where: 'auth.test', what })
  await expect(client(tokens.botToken).auth.test()).rejects.toMatchObject(error)
  await expect(client(tokens.botToken).auth.test()).rejects.toMatchObject(error)
  slack.faults.clear()
  expect(await client(tokens.botToken).auth.test()).toMatchObject({ ok: true })
})

test('any error word may be given', async () => {
  slack.faults.set({ where: 'auth.test', what: 'error', error: 'account_inactive' })
  await expect(client(tokens.botToken).auth.test()).rejects.toMatchObject(withError('account_inactive'))
})

test.each([
  ['ratelimited', 429, 'ratelimited'],
  ['invalid_blocks', 400, 'invalid_blocks'],
  ['server_error', 500, 'Internal Server Error'],
] as const)('a response_url with %s answers %i', async (what, status, body) => {
  await slack.command({ ...priya, text: '' })
  const url = String(Object(slack.traffic.at(-1)?.request.body).payload.response_url)
  slack.faults.set({ where: 'response_url', what, times: 1 })
  const post = () =>
    fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"text":"x"}' })
  const response = await post()
  expect({ status: response.status, body: await response.text() }).toEqual({ status, body })
  expect((await post()).status).toBe(200)
  expect(slack.rejections).toEqual([])
})

test('a slow answer is still an answer, and closing does not wait for it', async () => {
  slack.faults.set({ where: 'api.test', what: 'slow', ms: 20, times: 1 })
  expect(await client().api.test()).toMatchObject({ ok: true })
  expect(slack.traffic.at(-1)?.ms).toBeGreaterThanOrEqual(19)
  slack.faults.set({ where: 'api.test', what: 'slow', ms: 3_600_000 })
  const hanging = expect(client().api.test()).rejects.toThrow()
  await slack.close()
  await hanging
})

test('the traffic log keeps the last 500 exchanges', async () => {
  for (let i = 0; i < 501; i++) await slack.command({ ...priya, text: String(i) })
  expect(slack.traffic).toHaveLength(500)
  expect(Object(slack.traffic[0]?.request.body).payload.text).toBe('1')
})

describe('blocks.validate', () => {
  const validate = async (args: object) => {
    const slack = await startSlack({ signingSecret: 'x' })
    const answer = await fetch(`${slack.apiUrl}blocks.validate`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(args),
    })
    const body: unknown = await answer.json()
    const { rejections } = slack
    await slack.close()
    return { body, rejections }
  }
  const wrong = [{ type: 'divider' }, { type: 'header', text: { type: 'mrkdwn', text: 'x' } }]

  test('takes blocks, a message or a view without a token', async () => {
    const blocks = [{ type: 'divider' }]
    for (const args of [{ blocks }, { blocks: JSON.stringify(blocks) }, { message: { blocks } }])
      expect(await validate(args)).toMatchObject({ body: { ok: true } })
    expect(await validate({ view: { type: 'home', blocks } })).toMatchObject({ body: { ok: true } })
  })

  test('says where a rule is broken, which is no rejection of the app', async () => {
    const { body, rejections } = await validate({ blocks: wrong })
    expect(body).toMatchObject({
      ok: false,
      errors: [{ pointer: '/1/text/type', code: 'failed_constraint' }],
    })
    expect(rejections).toEqual([])
  })

  test('wants exactly one of the three', async () => {
    for (const args of [{}, { blocks: wrong, message: { text: 'x' } }])
      expect(await validate(args)).toMatchObject({ body: { ok: false, error: 'invalid_arguments' } })
  })
})
