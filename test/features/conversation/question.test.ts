import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readQuestion } from '../../../src/features/conversation/question.ts'
import { read } from '../../../src/reading/reading.ts'
import { hasOtherHomeWorkspace } from '../../../src/slack/identity.ts'
import { TYPED_LINES } from '../../reading/typed-lines.ts'
import { hostileText } from '../../support/hostile-report.ts'

const APP = 'U0STREETCRIME'
const TS = '1796000000.000200'

const event = (more: object = {}, wrapper: object = {}) => ({
  event_id: 'Ev0001',
  team_id: 'T1',
  authorizations: [{ team_id: 'T1', user_id: APP, is_bot: true }],
  event: { type: 'app_mention', channel: 'C1', user: 'U1', text: `<@${APP}> LE1 1WA`, ts: TS, ...more },
  ...wrapper,
})
const direct = (more: object = {}) =>
  event({ type: 'message', channel: 'D1', channel_type: 'im', text: 'LE1 1WA', ...more })

describe('a question', () => {
  it('is a mention, without the mention, and the thread it stands in', () => {
    expect(readQuestion(event({ thread_ts: '1796000000.000100' }))).toEqual({
      eventId: 'Ev0001',
      isDirect: false,
      text: '  LE1 1WA',
      channelId: 'C1',
      thread: '1796000000.000100',
      from: { user: { id: 'U1' }, team: { id: 'T1' }, enterprise: null, is_enterprise_install: false },
    })
    // The first message of a thread stands in the channel.
    expect(readQuestion(event({ thread_ts: TS }))?.thread).toBeNull()
  })

  it('is a message in the app’s conversation, also one that comes with a file', () => {
    expect(readQuestion(direct())).toMatchObject({ isDirect: true, channelId: 'D1', text: 'LE1 1WA' })
    expect(readQuestion(direct({ subtype: 'file_share' }))).not.toBeNull()
  })

  it('may stand in a thread and be sent to the conversation too', () => {
    const thread_ts = '1796000000.000100'
    const sent = direct({ subtype: 'thread_broadcast', thread_ts })
    expect(readQuestion(sent)).toMatchObject({ text: 'LE1 1WA', thread: thread_ts })
  })

  it('is of the workspace with the app; whose account is at home elsewhere is told', () => {
    const shared = event({ team: 'T1', user_team: 'T2' })
    expect(readQuestion(shared)?.from).toMatchObject({ user: { team_id: 'T2' }, team: { id: 'T1' } })
    const organisation = [{ team_id: null, user_id: APP, is_bot: true, is_enterprise_install: true }]
    const wide = event({}, { enterprise_id: 'E1', authorizations: organisation })
    expect(readQuestion(wide)?.from).toMatchObject({
      team: { id: 'T1' },
      enterprise: { id: 'E1' },
      is_enterprise_install: true,
    })
  })

  it('is of the organisation with the app, where somebody of another one asks in a shared channel', () => {
    const of = (enterprise_id: string | null) => {
      const authorizations = [{ enterprise_id, team_id: 'T1', user_id: APP, is_bot: true }]
      const body = event({ user_team: 'E2' }, { team_id: 'T2', enterprise_id: 'E2', authorizations })
      return readQuestion(body)?.from
    }
    expect(of('E1')).toMatchObject({ user: { team_id: 'E2' }, team: { id: 'T1' }, enterprise: { id: 'E1' } })
    expect(of(null)).toMatchObject({ enterprise: null })
    for (const from of [of('E1'), of(null)]) expect(from && hasOtherHomeWorkspace(from)).toBe(true)
  })

  it.each([
    ['an edit', direct({ subtype: 'message_changed' })],
    ['a deletion', direct({ subtype: 'message_deleted' })],
    ['a mention that an edit has put in', event({ edited: { user: 'U1', ts: TS } })],
    ['another app’s', event({ bot_id: 'B1' })],
    ['its own', event({ user: APP })],
    ['one in a channel, without a mention', direct({ channel_type: 'channel' })],
    ['one without a person', event({ user: undefined })],
    ['one with an id that is none', event({ channel: '../C1' })],
    ['one without an event_id', event({}, { event_id: undefined })],
    ['another event', event({ type: 'reaction_added' })],
  ])('is not %s', (_, body) => {
    expect(readQuestion(body)).toBeNull()
  })

  it('leaves the mentions of others, and takes off its own wherever it stands', () => {
    const text = `is <@${APP}|street crime> LE1 1WA safe, <@U2>? <@${APP}>`
    expect(readQuestion(event({ text }))?.text.replace(/ +/g, ' ').trim()).toBe('is LE1 1WA safe, <@U2>?')
  })

  it('without the app’s id takes off the first mention', () => {
    const body = event({ text: '<@U9> LE1 1WA <@U2>' }, { authorizations: undefined })
    expect(readQuestion(body)?.text.trim()).toBe('LE1 1WA <@U2>')
  })

  it('reads as a command does, whatever is typed', () => {
    for (const [typed] of TYPED_LINES) {
      const mentioned = readQuestion(event({ text: `<@${APP}> ${typed}` }))
      const written = readQuestion(direct({ text: typed }))
      expect([read(mentioned?.text ?? ''), read(written?.text ?? '')]).toEqual([read(typed), read(typed)])
    }
  })

  it('is never thrown at', () => {
    fc.assert(
      fc.property(fc.anything(), hostileText, (anything, text) => {
        expect(readQuestion(anything)).toSatisfy((read) => read === null || typeof read === 'object')
        expect(readQuestion(event({ text }))).not.toBeNull()
      }),
    )
  })
})
