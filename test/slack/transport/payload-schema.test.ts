import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isOfSender, readPayload } from '../../../src/slack/transport/payload-schema.ts'

const COMMAND = {
  api_app_id: 'A0CRIME',
  command: '/crime',
  text: 'LE1 1WA',
  team_id: 'T0PLAYGROUND',
  user_id: 'U0PRIYA',
  channel_id: 'C0NEIGHBOURS',
  channel_name: 'neighbours',
  response_url: 'https://hooks.slack.com/commands/T0PLAYGROUND/1/abc',
}

const strange = fc.oneof(
  fc.constantFrom<unknown>(undefined, null, '', 7, [], {}, true, 'a b', 'x'.repeat(65), '/', 'T1\n'),
  fc.webUrl(),
  fc.string(),
)
const fields = [...Object.keys(COMMAND), 'enterprise_id', 'anything']

const ID = /^[\w.-]{1,64}$/
const isId = (value: unknown) => typeof value === 'string' && ID.test(value)

/** What a command must be, said again in other words. */
const isCommand = (body: Record<string, unknown>) =>
  [body.team_id, body.user_id, body.channel_id].every(isId) &&
  (body.api_app_id === undefined || isId(body.api_app_id)) &&
  (body.enterprise_id === undefined || body.enterprise_id === '' || isId(body.enterprise_id)) &&
  [body.text, body.channel_name].every((value) => typeof value === 'string') &&
  typeof body.command === 'string' &&
  body.command.startsWith('/') &&
  typeof body.response_url === 'string' &&
  body.response_url !== ''

describe('a command', () => {
  test('is read as Slack sends it', () => {
    expect(readPayload(COMMAND)).toEqual({
      appId: 'A0CRIME',
      viewTeams: [],
      senderTeams: ['T0PLAYGROUND'],
      responseUrl: COMMAND.response_url,
    })
  })

  test('is one where all of it that the app uses is sound', () => {
    const changes = fc.array(fc.tuple(fc.constantFrom(...fields), strange), { maxLength: 3 })
    fc.assert(
      fc.property(changes, (some) => {
        const body = { ...COMMAND, ...Object.fromEntries(some) }
        expect(readPayload(body) !== null).toBe(isCommand(body))
      }),
      { numRuns: 2_000 },
    )
  })
})

test.each([null, undefined, 7, 'text', [], {}])('%j is no payload', (body) => {
  expect(readPayload(body)).toBeNull()
})

test.each(['team_id', 'enterprise_id'])(
  'an event whose authorizations hold an unsound %s is not read',
  (id) => {
    const opened = { type: 'app_home_opened', user: 'U0PRIYA' }
    const body = (value: unknown) => ({
      type: 'event_callback',
      team_id: 'T0PLAYGROUND',
      event: opened,
      authorizations: [{ [id]: value }],
    })
    for (const sound of ['T0PLAYGROUND', '', null, undefined]) expect(readPayload(body(sound))).not.toBeNull()
    for (const unsound of ['T\0', 'a b', 7, {}]) expect(readPayload(body(unsound))).toBeNull()
  },
)

test('an event is not refused for what only questions read of its authorizations', () => {
  const event = { type: 'app_uninstalled' }
  const authorizations = [{ team_id: 'T0PLAYGROUND', user_id: '', is_bot: 'yes' }]
  const body = { type: 'event_callback', team_id: 'T0PLAYGROUND', event, authorizations }
  expect(readPayload(body)).not.toBeNull()
})

test.each([
  [[], ['T1'], true],
  [['T1'], ['T1'], true],
  [['T2', 'T1'], ['T1'], true],
  [['E1'], ['T1', 'E1'], true],
  [['T2'], ['T1', 'E1'], false],
])('a view of %j belongs to a sender of %j: %s', (viewTeams, senderTeams, is) => {
  expect(isOfSender({ appId: undefined, viewTeams, senderTeams, responseUrl: undefined })).toBe(is)
})

describe('a form that is submitted', () => {
  const filled = (element: object) =>
    readPayload({
      type: 'view_submission',
      user: { id: 'U0PRIYA' },
      team: { id: 'T0PLAYGROUND' },
      view: {
        id: 'V1',
        private_metadata: '{}',
        state: { values: { 'alert.field': { 'alert.field': element } } },
      },
    })

  test.each([
    { selected_options: [] },
    { selected_options: [{ value: 'burglary' }] },
    { selected_conversation: 'C0NEIGHBOURS' },
    { selected_date: '2026-12-01' },
    { selected_options: null, selected_conversation: null, selected_date: null, value: null },
  ])('is read with a field as Slack sends it: %j', (element) => {
    expect(filled(element)).not.toBeNull()
  })

  test.each([
    { selected_options: 'burglary' },
    { selected_options: {} },
    { selected_options: [null] },
    { selected_conversation: {} },
    { selected_conversation: 'C 1' },
    { selected_date: [] },
    { value: 7 },
  ])('is refused with a field of another kind: %j', (element) => {
    expect(filled(element)).toBeNull()
  })
})
