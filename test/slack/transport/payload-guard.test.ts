import type { ReceiverEvent } from '@slack/bolt'
import { describe, expect, test } from 'vitest'
import {
  appIdOf,
  createPayloadGuard,
  createResponseUrlCheck,
  withActingTeam,
} from '../../../src/slack/transport/payload-guard.ts'
import { boltApp } from '../../support/app/bolt-app.ts'

const COMMAND = {
  api_app_id: 'A0CRIME',
  command: '/crime',
  text: 'LE1 1WA',
  team_id: 'T1',
  user_id: 'U1',
  channel_id: 'C1',
  channel_name: 'general',
  response_url: 'https://hooks.slack.com/commands/1',
}

/** A guard before an app that acks /crime; what it took and how long acks took are noted. */
const startGuard = ({ appId = null }: { readonly appId?: string | null } = {}) => {
  const { app, acks } = boltApp()
  const taken: string[] = []
  const waits: number[] = []
  let open = 0
  let now = 0
  app.command('/crime', async ({ ack, command: { text } }) => {
    now += 20
    await ack()
    taken.push(text)
  })
  const guard = createPayloadGuard({
    appId,
    slackApiUrl: 'https://slack.com/api/',
    begin: () => {
      open += 1
      return () => {
        open -= 1
      }
    },
    acked: (ms) => waits.push(ms),
    clock: () => now,
  })
  const ack: ReceiverEvent['ack'] = async (response) => void acks.push(response)
  const receive = (body: Record<string, unknown>) => guard(app, { body, ack })
  return { app, guard, receive, taken, waits, acks, open: () => open }
}

describe('the payload guard', () => {
  test('hands a payload on, and tells how long Slack waited for its ack', async () => {
    const { receive, taken, waits, acks, open } = startGuard()
    const done = receive(COMMAND)
    expect(open()).toBe(1)
    await done
    expect([taken, waits, acks, open()]).toEqual([['LE1 1WA'], [20], [undefined], 0])
  })

  test('acks what arrives meanwhile before the work on the first begins', async () => {
    const { app, guard } = startGuard()
    const order: string[] = []
    app.command('/work', async ({ ack, command: { text } }) => {
      await ack()
      order.push(`work on ${text}`)
    })
    const body = { ...COMMAND, command: '/work' }
    const ack = async () => void order.push('ack of second')
    const second = Promise.withResolvers<void>()
    await guard(app, {
      body: { ...body, text: 'first' },
      ack: async () => {
        order.push('ack of first')
        setImmediate(() => second.resolve(guard(app, { body: { ...body, text: 'second' }, ack })))
      },
    })
    await second.promise
    expect(order).toEqual(['ack of first', 'ack of second', 'work on first', 'work on second'])
  })

  test('lets a payload be acked once', async () => {
    const { app, receive, acks } = startGuard()
    const refusals: unknown[] = []
    app.command('/twice', async ({ ack }) => {
      await ack('first')
      await ack('second').catch((error: unknown) => refusals.push(error))
    })
    await receive({ ...COMMAND, command: '/twice' })
    expect(acks).toEqual(['first'])
    expect(refusals).toMatchObject([{ code: 'slack_bolt_receiver_ack_multiple_error' }])
  })

  test.each([
    ['what is none of Slack’s', { command: 7 }, 400],
    ['a response_url of another host', { ...COMMAND, response_url: 'https://example.com/commands/1' }, 400],
    ['another command', { ...COMMAND, command: '/other' }, 404],
    ['what Bolt cannot make anything of', { ...COMMAND, command: '/crime', event: {} }, 400],
  ])('refuses %s', async (_, body, status) => {
    const { receive, taken, acks, open } = startGuard()
    await expect(receive(body)).rejects.toMatchObject({ name: 'PayloadRefused', status })
    expect([taken, acks, open()]).toEqual([[], [], 0])
  })

  test('refuses another app’s payloads, whose id it knows or has learnt', async () => {
    const another = { ...COMMAND, api_app_id: 'A0ANOTHER' }
    await expect(startGuard({ appId: 'A0CRIME' }).receive(another)).rejects.toMatchObject({ status: 403 })
    const { receive } = startGuard()
    await receive(COMMAND)
    await expect(receive(another)).rejects.toMatchObject({ status: 403 })
    const { api_app_id, ...withoutId } = COMMAND
    await receive(withoutId)
  })
})

test.each([
  ['xapp-1-A0CRIME-123-abc', 'A0CRIME'],
  ['xapp-placeholder', null],
])('the app token %s tells the app %s', (token, id) => {
  expect(appIdOf(token)).toBe(id)
})

describe('response_url', () => {
  test.each([
    ['https://slack.com/api/', 'https://hooks.slack.com/commands/T1/1/abc', true],
    ['https://slack.com/api/', 'https://hooks.slack-gov.com/actions/T1/1/abc', true],
    ['https://slack-gov.com/api/', 'https://hooks.slack-gov.com/actions/T1/1/abc', true],
    ['https://slack.com/api/', 'http://hooks.slack.com/commands/1', false],
    ['https://slack.com/api/', 'https://slack.com/commands/1', false],
    ['https://slack.com/api/', 'https://hooks.slack.com.example.com/commands/1', false],
    ['https://slack.com/api/', 'https://hooks.slack.com@example.com/commands/1', false],
    ['https://slack.com/api/', 'https://example.com/hooks.slack.com/', false],
    ['https://slack.com/api/', 'http://127.0.0.1/commands/1', false],
    ['https://slack.com/api/', 'file:///etc/passwd', false],
    ['http://127.0.0.1:8123/api/', 'http://127.0.0.1:9/commands/1', true],
    ['http://127.0.0.1:8123/api/', 'https://hooks.slack.com/commands/1', true],
    ['http://127.0.0.1:8123/api/', 'http://127.0.0.2:8123/commands/1', false],
    ['http://127.0.0.1:8123/api/', 'ftp://127.0.0.1/commands/1', false],
    ['http://127.0.0.1:8123/api/', 'http://', false],
  ])('with Slack at %s, %s: %s', (slackApiUrl, url, isSlacks) => {
    expect(createResponseUrlCheck(slackApiUrl)(url)).toBe(isSlacks)
  })
})

describe('the acting team', () => {
  test('where an organisation has the app, a view says in which workspace it is', () => {
    const body = {
      type: 'block_actions',
      team: null,
      view: { id: 'V1', team_id: 'T1', app_installed_team_id: 'E1' },
    }
    expect(withActingTeam(body)).toEqual({
      type: 'block_actions',
      team: { id: 'T1' },
      view: { id: 'V1', team_id: 'T1', app_installed_team_id: 'T1' },
    })
  })

  test.each([
    { team: null },
    { view: { team_id: 'T1' } },
    { team: { id: 'T2' }, view: { team_id: 'T1' } },
    { team: null, view: null },
    { team: null, view: { id: 'V1' } },
    { team: null, view: { team_id: 'E1' } },
  ])('%j stays as it is', (body) => {
    expect(withActingTeam(body)).toBe(body)
  })
})
