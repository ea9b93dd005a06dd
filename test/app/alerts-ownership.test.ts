import { describe, expect, it } from 'vitest'
import type { SlackMessage, View } from '../../playground/slack/slack.ts'
import { POSTGRES } from '../database/support/places.ts'
import { type RunningWithAlerts, startWithAlerts } from '../support/app/alerts-in-workspaces.ts'
import { forge, send } from '../support/app/browse-actions.ts'
import { privatelyIn, type Seat, seats } from '../support/app/workspace-members.ts'
import { read } from '../support/read-message.ts'
import { until } from '../support/until.ts'

const [playground, harbour, north, south] = seats
/** In South alone, and perhaps a member of a channel of North's. */
const SOL = { id: 'U0SOL', username: 'sol', name: 'sol', team_id: 'T0SOUTH' }
const OUTSIDER = { id: 'U0GUEST', username: 'guest', name: 'guest', team_id: 'T0GUESTS' }

const forging = (running: RunningWithAlerts) => ({ slack: running.slack, url: running.many.url })

// Nothing is announced here.
const start = () => startWithAlerts({ alertWorker: false })

type Change = Parameters<typeof forge>[1]

/** Presses or submits something forged in a workspace; gives what is answered there. */
const answerTo = async (running: RunningWithAlerts, seat: Seat, change: Change): Promise<string> => {
  const { slack } = running
  const answer = slack.nextEvent(
    (it) => (it.kind === 'posted' || it.kind === 'replaced') && it.message.channel === seat.channel,
  )
  expect(await send(forging(running), change)).toBe(200)
  const answered = await answer
  return 'message' in answered ? read(answered.message) : ''
}

const listIn = (running: RunningWithAlerts, seat: Seat): Promise<SlackMessage> =>
  privatelyIn(running.slack, seat, 'alerts')

/** Opens a modal from the first row of a list. */
const opening = async (
  { slack }: RunningWithAlerts,
  seat: Seat,
  list: SlackMessage,
  value: string,
): Promise<View> => {
  const { team, user, channel } = seat
  const opened = slack.nextView(
    (view, whose) => view.type === 'modal' && whose === user && view.team_id === team,
  )
  const row = { blockId: 'alert.row.0', actionId: 'alert.act', value }
  await slack.at(team).press({ user, channel, ts: list.ts, ...row })
  return opened
}

const choosing =
  (value: string): Change =>
  (payload) => {
    const [action] = Object(payload.actions)
    return { actions: [{ ...action, selected_option: { ...action.selected_option, value } }] }
  }

const pressing =
  (actionId: string, value: string): Change =>
  (payload) => ({
    actions: [{ ...Object(payload.actions)[0], action_id: actionId, value, selected_option: undefined }],
  })

const remembering =
  (id: string): Change =>
  ({ view }) => {
    const metadata = { ...JSON.parse(Object(view).private_metadata), id }
    return { view: { ...Object(view), private_metadata: JSON.stringify(metadata) } }
  }

const by =
  (user: object, change: Change = () => ({})): Change =>
  (payload) => ({ ...change(payload), user })

describe.skipIf(POSTGRES === undefined)('one workspace’s alerts', { timeout: 60_000 }, () => {
  it.each([
    ['another workspace', harbour, playground],
    ['another one of the same organisation', south, north],
    ['a workspace of its organisation, once from servers', harbour, north],
  ])('cannot be seen, changed or stopped from %s, by any id', async (_, from, to) => {
    const running = await start()
    const { setUp, alerts, slack } = running
    const theirs = await setUp(to, 'LE1 1WA')
    const own = await setUp(from, 'ST20 0LY')
    const before = await alerts()
    const list = await listIn(running, from)
    expect(read(list)).toContain('ST20 0LY')
    expect(read(list)).not.toContain('LE1 1WA')
    await opening(running, from, list, `pause ${own}`)

    for (const action of ['edit', 'pause', 'resume', 'stop'])
      expect(await answerTo(running, from, choosing(`${action} ${theirs}`))).toContain('no longer exists')
    const again = `change ${theirs} ${theirs}`
    expect(await answerTo(running, from, pressing('alert.retry', again))).toContain('no longer exists')

    await slack.at(from.team).submit({ user: from.user })
    const paused = await forge(forging(running), remembering(theirs), 'view_submission')
    expect(paused.body).toContain('no longer exists')
    const others = (some: typeof before) => some.filter(({ id }) => id !== own)
    expect(others(await alerts())).toEqual(others(before))
  })

  it('cannot be edited through a form with their id in its metadata', async () => {
    const running = await start()
    const { setUp, alerts, slack } = running
    const theirs = await setUp(playground, 'LE1 1WA')
    const own = await setUp(harbour, 'ST20 0LY')
    await opening(running, harbour, await listIn(running, harbour), `edit ${own}`)
    await slack.at(harbour.team).submit({ user: harbour.user })
    const before = await alerts()
    const edited = await forge(forging(running), remembering(theirs), 'view_submission')
    expect(edited.body).toContain('no longer exists')
    expect(await alerts()).toEqual(before)
  })

  it('are not found by a command of another workspace, even with the id of their channel', async () => {
    const running = await start()
    const { setUp, alerts, slack, many } = running
    await setUp(playground, 'LE1 1WA')
    expect(read(await privatelyIn(slack, harbour, 'stop LE1 1WA'))).toContain(
      'There’s no alert for LE1 1WA here.',
    )
    const { signatureHeaders } = await import('../../playground/slack/signature.ts')
    for (const [typed, says] of [
      ['alerts', 'This channel has no alerts.'],
      ['stop LE1 1WA', 'There’s no alert for LE1 1WA here.'],
    ] as const) {
      const sent = slack.traffic.findLast(({ what }) => what === '/crime')
      const form = new URLSearchParams(Object(sent?.request.body))
      form.set('channel_id', playground.channel)
      form.set('text', typed)
      const answer = slack.nextMessage((it) => it.channel === harbour.channel)
      const headers = {
        'content-type': 'application/x-www-form-urlencoded',
        ...signatureHeaders('placeholder-signing-secret', form.toString(), Date.now()),
      }
      await fetch(`${many.url}/slack/events`, { method: 'POST', headers, body: form.toString() })
      expect(read(await answer)).toContain(says)
    }
    expect(await alerts()).toHaveLength(1)
  })
})

describe.skipIf(POSTGRES === undefined)('in a shared channel', { timeout: 60_000 }, () => {
  /** A list with one alert, whose modal to pause it is open. */
  const pausing = async (seat: Seat) => {
    const running = await start()
    const id = await running.setUp(seat, 'LE1 1WA')
    await opening(running, seat, await listIn(running, seat), `pause ${id}`)
    return { ...running, id }
  }

  it.each([
    ['a workspace', playground],
    ['an organisation', north],
  ])('people of another organisation read the alerts of %s, and change none', async (_, seat) => {
    const running = await pausing(seat)
    const { id, alerts, slack } = running
    const listed = await answerTo(running, seat, by(OUTSIDER, pressing('alerts.list', 'here')))
    expect(listed).toContain('*LE1 1WA*\u2002All categories')
    expect(listed).toContain('Only people in the workspace that set these up can change them.')
    for (const change of [
      choosing(`stop ${id}`),
      choosing(`edit ${id}`),
      pressing('alert.here', 'ST20 0LY'),
      pressing('alert.set-up', 'ST20 0LY'),
    ])
      expect(await answerTo(running, seat, by(OUTSIDER, change))).toContain('belong to another workspace')
    await slack.at(seat.team).submit({ user: seat.user })
    await until(async () => (await alerts())[0]?.paused_until !== null)
    expect(await alerts()).toMatchObject([{ id, paused_until: expect.any(String) }])
  })

  it('what an external user submits names their own workspace, and the app’s beside the view', async () => {
    const running = await pausing(playground)
    const { alerts, slack } = running
    await slack.at(playground.team).submit({ user: playground.user })
    const before = await alerts()
    const visiting: Change = ({ view }) => ({
      user: OUTSIDER,
      team: { id: OUTSIDER.team_id, domain: 'guests' },
      view: { ...Object(view), team_id: OUTSIDER.team_id, app_installed_team_id: playground.team },
    })
    const { body, status } = await forge(forging(running), visiting, 'view_submission')
    expect(status).toBe(200)
    expect(body).toContain('belong to another workspace')
    expect(await alerts()).toEqual(before)
  })

  it.each([
    ['somebody of two workspaces, at home in the other', 'U0KIM'],
    ['a colleague of another workspace', SOL.id],
  ])('of an organisation that has the app as a whole, %s may change alerts', async (_, id) => {
    const running = await pausing(north)
    const { alerts, slack } = running
    const resumed = await answerTo(running, north, by({ ...SOL, id }, choosing(`resume ${running.id}`)))
    expect(resumed).toContain('is running again.')
    await slack.at(north.team).submit({ user: north.user })
    // A busy machine may ack with the loading view.
    await until(async () => (await alerts())[0]?.paused_until !== null)
    expect(await alerts()).toMatchObject([{ paused_until: expect.any(String) }])
    const asked = slack.calls.filter(({ method }) => method === 'auth.teams.list')
    expect(asked.map(({ token }) => token)).toEqual([slack.tokenOf('E0COUNTY')])
  })
})
