import { describe, expect, it } from 'vitest'
import type { SlackMessage } from '../../playground/slack/slack.ts'
import type { Alert } from '../../src/features/alerts/alert.ts'
import { digestPost } from '../../src/features/alerts/messages/digest.ts'
import { nth } from '../support/answers.ts'
import { alertSteps, COMMITTEE, postAs, sam } from '../support/app/alert-actions.ts'
import { appForEachTest } from '../support/each-test.ts'
import { incident, month, reportOf } from '../support/incidents.ts'
import { read } from '../support/read-message.ts'
import { priya } from '../support/street-crime.ts'

const start = appForEachTest()
const JANUARY = month('2026-01')

/** The post of a channel's alerts, which they remember. */
const posted = async (names: readonly (string | null)[]) => {
  const steps = alertSteps(await start())
  const { slack, alerts, given } = steps
  const set: Alert[] = []
  for (const [at, name] of names.entries()) set.push(await given({ near: nth(at), name }))
  const announced = set.map((alert) => ({
    alert: { ...alert, areaMonth: JANUARY, toldWaiting: false, threadPending: false },
    figures: reportOf([incident({ month: JANUARY })], { postcode: alert.postcode }),
    month: JANUARY,
  }))
  const post = await postAs(steps, priya.channel, digestPost({ announced, late: [], missing: [] }))
  const remember = (ts: string) => {
    for (const alert of set) alerts.put({ ...alert, announced: JANUARY, postTs: ts })
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

  it('opens a place’s report for whoever chose it alone, by its name', async () => {
    const { open } = await posted(['Head office', 'Depot', null])
    const report = await open('depot')
    expect(report.visibleTo).toBe(priya.user)
    expect(read(report)).toContain('Depot (LE2 0AA)')
    expect(read(report)).not.toContain('an earlier month')
  })

  it('of an older post offers the channel’s places, and says that the report is of a later month', async () => {
    const { open, offered, remember, given } = await posted(['Head office', 'Depot', null])
    remember('1.000001')
    await given({ near: nth(7), channelId: COMMITTEE })
    await given({ near: nth(8), name: 'New one' })
    expect(await offered()).toHaveLength(4)
    expect(read(await open('depot'))).toContain('The post above is about an earlier month.')
  })

  it('says so where its alert has been stopped meanwhile', async () => {
    const { set, slack, menu, nextPrivate, type, offered } = await posted(['Head office', 'Depot', null])
    await offered()
    await type(`stop ${nth(1)}`)
    const answer = nextPrivate()
    await slack.press({ ...menu, value: set[1]?.id ?? '' })
    expect(read(await answer)).not.toContain('incidents')
  })
})
