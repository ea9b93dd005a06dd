import fc from 'fast-check'
import { expect, test } from 'vitest'
import { command, isCommand, readPayload } from '../../../src/slack/transport/payload-schema.ts'

const SOUND = {
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
  fc.constantFrom(
    'https://',
    'ftp://example.com/',
    'https://a:99999999/',
    'javascript:alert(1)',
    'HTTPS://A.B/c',
  ),
  fc.webUrl(),
  fc.string(),
)
const fields = [...Object.keys(SOUND), 'enterprise_id', 'anything']
const anyCommand = fc
  .array(fc.tuple(fc.constantFrom(...fields), strange), { maxLength: 3 })
  .map((changes) => ({ ...SOUND, ...Object.fromEntries(changes) }))

test('the guard takes nothing that the schema would not, and all that is written as Slack writes it', () => {
  expect(isCommand(SOUND)).toBe(true)
  fc.assert(
    fc.property(anyCommand, (body) => {
      if (isCommand(body)) expect(command.safeParse(body).success).toBe(true)
    }),
    { numRuns: 2_000 },
  )
})

test('what is read of a command does not depend on which of the two read it', () => {
  fc.assert(
    fc.property(anyCommand, (body) => {
      const read = command.safeParse(body)
      const expected = read.success
        ? { appId: read.data.api_app_id, viewIn: [], from: [read.data.team_id] }
        : null
      if (!('event' in body)) expect(readPayload(body)).toEqual(expected)
    }),
    { numRuns: 500 },
  )
})

test.each([null, undefined, 7, 'text', [], {}])('%j is no payload', (body) => {
  expect(readPayload(body)).toBeNull()
})

test.each(['team_id', 'enterprise_id'])(
  'an event whose authorizations hold a %s that is none is not read',
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
