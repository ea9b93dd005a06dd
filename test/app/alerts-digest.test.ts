import { afterEach, describe, expect, it, vi } from 'vitest'
import type { SlackMessage } from '../../playground/slack/slack.ts'
import type { Alert } from '../../src/features/alerts/alert.ts'
import { digestPost } from '../../src/features/alerts/messages/digest.ts'
import { dueAlert } from '../features/alerts/example-alerts.ts'
import { nth } from '../support/answers.ts'
import { alertSteps, COMMITTEE, postAs, sam } from '../support/app/alert-actions.ts'
import { appForEachTest } from '../support/each-test.ts'
import { incident, month, reportOf } from '../support/incidents.ts'
import { read } from '../support/read-message.ts'
import { priya, type Running, SUPPLIED_MONTH } from '../support/street-crime.ts'

const start = appForEachTest()
afterEach(() => void vi.useRealTimers())
const NEWEST = month(SUPPLIED_MONTH)
const JANUARY = month('2026-01')

const alertWith = (alerts: Running['alerts'], id: string | undefined): Alert => {
  const found = alerts.all().find((alert) => alert.id === id)
  if (found === undefined) throw new Error('there is no such alert')
  return found
}

/** The post of a channel's alerts, which they remember. */
const posted = async (names: readonly (string | null)[]) => {
  const steps = alertSteps(await start())
  const { slack, alerts, given } = steps
  const set: Alert[] = []
  for (const [at, name] of names.entries()) set.push(await given({ near: nth(at), name }))
  const announced = set.map((alert) => ({
    alert: dueAlert(alert),
    figures: reportOf([incident({ month: NEWEST })], { postcode: alert.postcode }),
    month: NEWEST,
  }))
  const post = await postAs(steps, priya.channel, digestPost({ announced, late: [], missing: [] }))
  const remember = (ts: string) => {
    for (const alert of set) alerts.put({ ...alert, announced: NEWEST, postTs: ts })
  }
  remember(post.ts)
  const menu = { user: priya.user, channel: priya.channel, ts: post.ts, actionId: 'alert.open' }
  const offered = async (query = '', who = priya.user): Promise<readonly string[]> =>
    (await slack.suggest({ ...menu, user: who, query })).map(({ text }) => text.text)
  const open = async (words: string): Promise<SlackMessage> => {
    const options = await slack.suggest({ ...menu, query: words })
    const report = steps.nextPrivate()
    await slack.press({ ...menu, value: options[0]?.value ?? 'nothing' })
    return report
  }
  return { ...steps, set, remember, offered, open, menu }
}

describe('the menu of a digest', () => {
  it('offers the places of its post by name and postcode, and finds what is typed', async () => {
    const { offered } = await posted(['Head office', null, 'Café Nørd', 'Depot'])
    expect(await offered()).toEqual([
      'Head office (LE1 0AA)',
      'LE2 0AA',
      'Café Nørd (LE3 0AA)',
      'Depot (LE4 0AA)',
    ])
    expect(await offered('cafe')).toEqual(['Café Nørd (LE3 0AA)'])
    expect(await offered('le20aa')).toEqual(['LE2 0AA'])
    expect(await offered('office le1')).toEqual(['Head office (LE1 0AA)'])
    expect(await offered('Birmingham')).toEqual([])
    expect(await offered('', sam.user)).toHaveLength(4)
  })

  it('finds a name by any apostrophe, and by none', async () => {
    const { offered } = await posted(['St John’s Hall', 'Depot', null])
    for (const typed of ['St John’s', "st john's", 'johns hall', 'john`s'])
      expect(await offered(typed)).toEqual(['St John’s Hall (LE1 0AA)'])
  })

  it('whose alert cannot be read for a defect of the app’s apologises', async () => {
    const { set, alerts, slack, menu, nextPrivate, offered } = await posted(['Head office', 'Depot', null])
    await offered()
    const { find } = alerts.alerts
    Object.assign(alerts.alerts, { find: () => Promise.reject(new TypeError('a defect')) })
    const answer = nextPrivate()
    await slack.press({ ...menu, value: set[1]?.id ?? '' })
    expect(read(await answer)).toContain('Something went wrong')
    Object.assign(alerts.alerts, { find })
  })

  it('opens a place’s report for whoever chose it alone, by its name', async () => {
    const { open } = await posted(['Head office', 'Depot', null])
    const report = await open('depot')
    expect(report.visibleTo).toBe(priya.user)
    expect(read(report)).toContain('Depot (LE2 0AA)')
    expect(read(report)).not.toContain('an earlier month')
  })

  it('shows one line of its own while the report is looked up', async () => {
    const { slack, menu, offered, set, postcodeArea, nextPrivate } = await posted([
      'Head office',
      'Depot',
      null,
    ])
    await offered()
    const release = postcodeArea.hold()
    const called = postcodeArea.nextCall()
    const line = nextPrivate()
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    await slack.press({ ...menu, value: set[1]?.id ?? '' })
    await called
    await vi.advanceTimersByTimeAsync(2_500)
    expect(await line).toMatchObject({ text: 'One moment …' })
    vi.useRealTimers()
    const report = nextPrivate()
    release()
    expect(read(await report)).toContain('Depot (LE2 0AA)')
  })

  it('of an older post offers the channel’s places, and says that the report is of a later month', async () => {
    const { open, offered, remember, given } = await posted(['Head office', 'Depot', null])
    remember('1.000001')
    await given({ near: nth(7), channelId: COMMITTEE })
    await given({ near: nth(8), name: 'New one' })
    expect(await offered()).toHaveLength(4)
    expect(read(await open('depot'))).toContain('The post above is about an earlier month.')
  })

  it('of an older post offers all places too where one of them was not announced since', async () => {
    const { open, offered, set, alerts } = await posted(['Head office', 'Depot', 'Yard', null])
    for (const alert of set.slice(0, 3))
      alerts.put({ ...alert, announced: NEWEST, postTs: '9999999999.000001' })
    alerts.put({ ...alertWith(alerts, set[3]?.id), announced: JANUARY })
    expect(await offered()).toHaveLength(4)
    expect(read(await open('le4 0aa'))).toContain('The post above is about an earlier month.')
  })

  it('cuts a long name, never its postcode', async () => {
    const { offered } = await posted(['🏠'.repeat(40), null, null])
    expect((await offered())[0]).toMatch(/^(🏠)+… \(LE1 0AA\)$/u)
  })

  it('says so where its alert has been stopped meanwhile', async () => {
    const { set, slack, menu, nextPrivate, type, offered } = await posted(['Head office', 'Depot', null])
    await offered()
    await type(`stop ${nth(1)}`)
    const answer = nextPrivate()
    await slack.press({ ...menu, value: set[1]?.id ?? '' })
    expect(read(await answer)).toContain('That alert no longer exists.')
  })
})
