import { afterEach, describe, expect, it, vi } from 'vitest'
import type { View } from '../../playground/slack/slack.ts'
import { alertSteps, COMMITTEE, OWN, sam } from '../support/app/alert-actions.ts'
import { labelsOf, viewActions, wordsOf } from '../support/app/view-actions.ts'
import { appForEachTest } from '../support/each-test.ts'
import { read } from '../support/read-message.ts'
import { priya } from '../support/street-crime.ts'

const start = appForEachTest()
const { user } = priya
afterEach(() => void vi.useRealTimers())

const atHome = async (options: Parameters<typeof start>[0] = {}) => {
  const running = await start(options)
  const home = viewActions(running, 'home')
  const steps = alertSteps(running)
  /** Chooses what to do with the first of the alerts on Home. */
  const choose = (action: string, id = 'a1') =>
    running.slack.act({ user, actionId: 'alert.act', blockId: 'alert.home.0', value: `${action} ${id}` })
  /** The next Home of which this holds. */
  const drawn = (holds: (words: string) => boolean): Promise<View> =>
    running.slack.nextView((view, whose) => view.type === 'home' && whose === user && holds(wordsOf(view)))
  return { ...steps, home, choose, drawn }
}

describe.each(['http', 'socket'] as const)('Home, in %s mode', (mode) => {
  it('lists the alerts a person set up, of all channels, and nobody else’s', async () => {
    const { home, given, workspace, calls } = await atHome({ mode })
    await given({ categories: ['burglary'] })
    await given({ near: 'ST20 0LY', channelId: COMMITTEE })
    await given({ near: 'M1 1AE', channelId: user })
    await given({ near: 'M2 1AE' }, { ...workspace, userId: sam.user })
    const words = wordsOf(await home.openHome('Alerts you set up'))
    expect(words).toContain('*LE1 1WA* in <#C0NEIGHBOURS>: burglary')
    expect(words).toContain('*ST20 0LY* in <#C0COMMITTEE>: all categories')
    expect(words).toContain('*M1 1AE* in your conversation with Street Crime')
    expect(words).not.toContain('M2 1AE')
    expect(calls()).toEqual([])
  })

  it('stops one at once, with Undo in the modal that says so, and is drawn again each time', async () => {
    const { home, given, choose, drawn, shows, slack, alerts, inChannel } = await atHome({ mode })
    await given()
    await home.openHome('Alerts you set up')
    await home.act({ actionId: 'home.field', value: 'ST20 0LY' }, 'Street crime near ST20 0LY')
    const modal = shows('Alert stopped for LE1 1WA.')
    const without = drawn((words) => !words.includes('Alerts you set up'))
    await choose('stop')
    expect(labelsOf(await modal)).toEqual(['Undo'])
    expect(wordsOf(await without)).toContain('Street crime near ST20 0LY')
    expect(alerts.all()).toEqual([])
    const undone = shows('The alert for LE1 1WA is running again.')
    const again = drawn((words) => words.includes('Alerts you set up'))
    await slack.act({ user, actionId: 'alert.retry' })
    expect(labelsOf(await undone)).toEqual([])
    expect(wordsOf(await again)).toContain('Street crime near ST20 0LY')
    expect(inChannel(priya.channel, sam.user).map(({ text }) => text)).toEqual([
      expect.stringContaining('has stopped the alert for LE1 1WA'),
      expect.stringContaining('has restarted the alert for LE1 1WA'),
    ])
  })
})

describe('a button on Home', () => {
  const stopping = async () => {
    const steps = await atHome({ refusals: 'expected' })
    await steps.given()
    await steps.home.openHome('Alerts you set up')
    const told = steps.slack.nextMessage((it) => it.channel === OWN)
    const undo = async () => {
      const message = await told
      expect(read(message)).toContain('Alert stopped for LE1 1WA.')
      expect(steps.alerts.all()).toEqual([])
      const undone = await steps.pressInPlace(message, 'alert.retry', { user, channel: OWN })
      expect(read(undone)).toContain('The alert for LE1 1WA is running again.')
      expect(steps.alerts.all()).toHaveLength(1)
    }
    return { ...steps, undo }
  }

  it('whose modal Slack does not open is answered by a direct message, with its Undo', async () => {
    const { choose, slack, undo } = await stopping()
    slack.faults.set({ where: 'views.open', what: 'error', error: 'expired_trigger_id', times: 1 })
    await choose('stop')
    await undo()
  })

  it('whose loading modal was closed is answered by a direct message, with its Undo', async () => {
    const { choose, slack, undo, alerts, shows } = await stopping()
    const { hide } = alerts.alerts
    const held = Promise.withResolvers<void>()
    Object.assign(alerts.alerts, {
      hide: (...given: Parameters<typeof hide>) => held.promise.then(() => hide(...given)),
    })
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const loading = shows('Getting the alerts …')
    await choose('stop')
    await vi.advanceTimersByTimeAsync(1_500)
    await loading
    vi.useRealTimers()
    await slack.closeModal({ user })
    held.resolve()
    await undo()
  })
})

describe('a modal on Home', () => {
  it('with Undo that the channel does not take offers to try again', async () => {
    const { home, given, choose, shows, slack, alerts } = await atHome({ refusals: 'expected' })
    await given()
    await home.openHome('Alerts you set up')
    const stopped = shows('Alert stopped for LE1 1WA.')
    await choose('stop')
    await stopped
    slack.faults.set({ where: 'chat.postMessage', what: 'error', error: 'restricted_action', times: 1 })
    const failure = shows('so the alert for LE1 1WA hasn’t been restarted.')
    await slack.act({ user, actionId: 'alert.retry' })
    expect(labelsOf(await failure)).toEqual(['Try again'])
    const back = shows('The alert for LE1 1WA is running again.')
    await slack.act({ user, actionId: 'alert.retry' })
    await back
    expect(alerts.all()).toHaveLength(1)
  })

  it('with Try again for a place that has an alert by now names that, and no form', async () => {
    const { home, shows, slack, alerts, type, given } = await atHome({ refusals: 'expected' })
    await type('save LE1 1WA')
    slack.faults.set({ where: 'chat.postMessage', what: 'error', error: 'restricted_action', times: 1 })
    await home.openHome('LE1 1WA')
    const failure = shows('hasn’t been set up.')
    await slack.act({ user, actionId: 'alert.saved' })
    await failure
    await given({ channelId: user })
    const known = shows('You already have an alert for *LE1 1WA*')
    await slack.act({ user, actionId: 'alert.retry' })
    expect(wordsOf(await known)).not.toContain('Save to')
    expect(alerts.all()).toHaveLength(1)
  })
})

describe('Home', () => {
  it('shows no section without alerts, and one sentence while they are unavailable', async () => {
    const { home, alerts } = await atHome()
    expect(wordsOf(await home.openHome('Nothing recorded'))).not.toContain('Alerts')
    alerts.setUnavailable()
    const words = wordsOf(await home.openHome('We can’t show your alerts at the moment.'))
    expect(words).toContain('Street crime near any postcode')
  })

  it('shows twenty-five of many alerts, beside a report and its incidents', async () => {
    const { home, given } = await atHome()
    for (let at = 1; at <= 40; at += 1) await given({ near: `M${at} 1AE` })
    await home.openHome('1–25 of 40 alerts')
    const view = await home.act({ actionId: 'home.field', value: 'LE1 1WA' }, 'Street crime near LE1 1WA')
    expect(view.blocks.length).toBeLessThanOrEqual(100)
    expect(wordsOf(view)).toContain('1–25 of 40 alerts')
    const second = await home.act({ actionId: 'home.section.next' }, '26–40 of 40 alerts')
    expect(wordsOf(second)).toContain('Street crime near LE1 1WA')
  })

  it('adds one for the place that is shown, and is drawn again with it', async () => {
    const { home, drawn, shows, slack, alerts } = await atHome()
    await home.openHome('Street crime near any postcode')
    await home.act({ actionId: 'home.field', value: 'LE1 1WA' }, 'Street crime near LE1 1WA')
    const form = shows('Postcode')
    await slack.act({ user, actionId: 'alert.here' })
    await form
    const again = drawn((words) => words.includes('Alerts you set up'))
    await slack.submit({ user })
    expect(wordsOf(await again)).toContain('Street crime near LE1 1WA')
    expect(alerts.all()).toMatchObject([{ postcode: 'LE1 1WA', channelId: user }])
  })

  it('edits one, pauses one, and resumes one at once', async () => {
    const { home, given, choose, drawn, shows, slack, alerts, fill } = await atHome()
    await given()
    await home.openHome('Alerts you set up')
    const edit = shows('Anyone in the channel')
    await choose('edit')
    await edit
    fill({ categories: ['drugs'] })
    const edited = drawn((words) => words.includes(': drugs'))
    await slack.submit({ user })
    await edited
    await slack.closeModal({ user })
    const pause = shows('Paused until')
    await choose('pause')
    await pause
    const paused = drawn((words) => words.includes('Paused until'))
    await slack.submit({ user })
    await paused
    await slack.closeModal({ user })
    const resumed = drawn((words) => !words.includes('Paused until'))
    const result = shows('The alert for LE1 1WA is running again.')
    await choose('resume')
    await Promise.all([resumed, result])
    expect(alerts.all()).toMatchObject([{ categories: ['drugs'], pausedUntil: null }])
  })

  it('says in a modal what cannot be done', async () => {
    const { home, given, choose, shows, alerts, workspace, slack } = await atHome()
    await given()
    await home.openHome('Alerts you set up')
    alerts.setUnavailable()
    const away = shows('Alerts aren’t available at the moment.')
    await choose('edit')
    await away
    await slack.closeModal({ user })
    alerts.setUnavailable(false)
    await alerts.alerts.hide(workspace, ['a1'])
    const gone = shows('That alert no longer exists.')
    await choose('edit')
    await gone
  })

  it('brings back an alert that ended, and says where it cannot', async () => {
    const { home, given, choose, shows, alerts, slack, inChannel } = await atHome({ refusals: 'expected' })
    alerts.put({ ...(await given({ channelId: COMMITTEE })), ended: 'not-in-channel' })
    await home.openHome('Ended: Street Crime isn’t in the channel.')
    const failure = shows(
      'Street Crime can’t see <#C0COMMITTEE>, so the alert for LE1 1WA hasn’t been restarted.',
    )
    await choose('resume')
    await failure
    await slack.closeModal({ user })
    slack.workspace.invite(COMMITTEE)
    const back = shows('is running again.')
    await choose('resume')
    await back
    expect(alerts.all()).toMatchObject([{ ended: null }])
    expect([inChannel(COMMITTEE).length, inChannel(OWN).length]).toEqual([1, 0])
  })

  it('alerts for the only saved place restart the one that had ended, and then say that it is there', async () => {
    const { home, given, drawn, shows, slack, alerts, type } = await atHome()
    await type('save LE1 1WA')
    alerts.put({ ...(await given({ channelId: user })), ended: 'may-not-post' })
    await home.openHome('Ended: Slack doesn’t let Street Crime message you.')
    const restarted = shows('1 alert restarted.')
    const again = drawn((words) => !words.includes('Ended:'))
    await slack.act({ user, actionId: 'alert.saved' })
    expect(wordsOf(await restarted)).not.toContain('Save to')
    await again
    expect(alerts.all()).toMatchObject([{ ended: null }])
  })
})
