import { describe, expect, it } from 'vitest'
import type { View } from '../../playground/slack/slack.ts'
import { alertSteps, COMMITTEE, OWN, sam } from '../support/app/alert-actions.ts'
import { viewActions, wordsOf } from '../support/app/view-actions.ts'
import { appForEachTest } from '../support/each-test.ts'
import { priya } from '../support/street-crime.ts'

const start = appForEachTest()
const { user } = priya

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

  it('stops one after asking, and is drawn again with the report it showed', async () => {
    const { home, given, choose, drawn, shows, slack, alerts } = await atHome({ mode })
    await given()
    await home.openHome('Alerts you set up')
    await home.act({ actionId: 'home.field', value: 'ST20 0LY' }, 'Street crime near ST20 0LY')
    const modal = shows('won’t get new figures')
    await choose('stop')
    await modal
    const again = drawn((words) => !words.includes('Alerts you set up'))
    await slack.submit({ user })
    expect(wordsOf(await again)).toContain('Street crime near ST20 0LY')
    expect(alerts.all()).toEqual([])
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
    await home.openHome('Ended: Street Crime isn’t in the channel any more.')
    const failure = shows(
      'Street Crime can’t post in <#C0COMMITTEE>, so the alert for LE1 1WA hasn’t changed.',
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
})
