import { describe, expect, it } from 'vitest'
import type { View } from '../../playground/slack/slack.ts'
import { appForEachTest } from '../support/each-test.ts'
import { postcode } from '../support/incidents.ts'
import { buttons, read } from '../support/read-message.ts'
import type { Running } from '../support/street-crime.ts'
import { priya } from '../support/street-crime.ts'

const start = appForEachTest()
const { user } = priya
const LE1 = postcode('LE1 1WA')
const ST20 = postcode('ST20 0LY')

const wordsOf = ({ blocks }: View): string => read({ text: '', blocks })
const labelsOf = ({ blocks }: View): string[] => buttons({ text: '', blocks })

/** Actions of a person on Home, each waiting for the view that it leads to. */
const onHome = ({ slack, places }: Running) => {
  const owner = { teamId: slack.workspace.id, userId: user }
  const shows = (words: string) =>
    slack.nextView((view, whose) => view.type === 'home' && whose === user && wordsOf(view).includes(words))
  const open = async (words = 'Nothing recorded') => {
    const shown = shows(words)
    await slack.openHome({ user })
    return shown
  }
  const act = async (actionId: string, words: string, value?: string, blockId?: string) => {
    const shown = shows(words)
    const more = { ...(value === undefined ? {} : { value }), ...(blockId === undefined ? {} : { blockId }) }
    await slack.act({ user, actionId, ...more })
    return shown
  }
  const save = (near: typeof LE1) => places.places.add(owner, near)
  return { open, act, save, shows, saved: () => places.of(owner) }
}

const opened = async (given: Parameters<typeof start>[0] = {}) => {
  const running = await start(given)
  return { ...running, ...onHome(running) }
}

/** Settles once Home has been published so many times from now on. */
const published = (slack: Running['slack'], times: number): Promise<void> =>
  new Promise((resolve) => {
    let left = times
    const off = slack.on((change) => {
      if (change.kind !== 'view' || change.what !== 'updated' || change.view.type !== 'home') return
      left -= 1
      if (left > 0) return
      off()
      resolve()
    })
  })

const homeOf = (slack: Running['slack']): View => {
  const view = slack.homeOf(user)
  if (view === undefined) throw new Error('there is no Home')
  return view
}

/** An app whose Slack may refuse: the second of two clicks comes with a hash that is no longer the last. */
const quick = async () => {
  const running = await opened({ refusals: 'expected' })
  return { ...running, refusals: () => running.slack.rejections.map(({ rule }) => rule) }
}

describe('Home', () => {
  it('looks nothing up when it is opened, with places or without', async () => {
    const { open, save, postcodeArea } = await opened()
    expect(wordsOf(await open())).toContain('Street crime near any postcode')
    await save(LE1)
    expect(labelsOf(await open())).toContain('LE1 1WA')
    expect(postcodeArea.calls).toEqual([])
  })

  it('looks up what is typed, on Enter', async () => {
    const { open, act, postcodeArea } = await opened()
    await open()
    const view = await act('home.field', 'Street crime near LE1 1WA', 'le11wa')
    expect(wordsOf(view)).toContain('Incidents')
    expect(postcodeArea.calls.map((call) => call.postcode)).toEqual(['LE1 1WA'])
  })

  it('looks up what is typed, by its button', async () => {
    const { open, act, slack, postcodeArea } = await opened()
    await open()
    slack.type({ user, actionId: 'home.field', value: 'LE1 1WA' })
    expect(wordsOf(await act('home.look-up', 'Street crime near LE1 1WA'))).toContain('Incidents')
    expect(postcodeArea.calls.length).toBe(1)
  })

  it('says beside the field what is wrong with it, and keeps the report', async () => {
    const { open, act, postcodeArea } = await opened()
    await open()
    await act('home.field', 'Street crime near LE1 1WA', 'LE1 1WA')
    const view = await act('home.field', '“leicester” isn’t a postcode.', 'leicester')
    expect(wordsOf(view)).toContain('Street crime near LE1 1WA')
    expect(postcodeArea.calls.length).toBe(1)
  })

  it('shows no figures after the hour until asked, and then looks up once', async () => {
    const { open, act, later, postcodeArea } = await opened()
    await open()
    await act('home.field', 'Street crime near LE1 1WA', 'LE1 1WA')
    later(3_600_000)
    const view = await open('We no longer have the figures for LE1 1WA.')
    expect(wordsOf(view)).not.toContain('Street crime near LE1 1WA')
    expect(postcodeArea.calls.length).toBe(1)
    await act('home.place.90', 'Street crime near LE1 1WA')
    expect(postcodeArea.calls.length).toBe(2)
  })

  it('turns pages and filters, and keeps both over Try again', async () => {
    const { open, act, postcodeArea, later } = await opened()
    await open()
    await act('home.field', 'Street crime near LE1 1WA', 'LE1 1WA')
    const first = await act('home.category', '*1–10* of', 'violent-crime')
    expect(first.private_metadata).toContain('"category":"violent-crime"')
    await act('home.next', 'page 2 of')
    later(3_600_000)
    postcodeArea.respond({ status: 500, body: '{}' })
    await act('home.next', 'The police data service isn’t working at the moment.')
    postcodeArea.respond(undefined)
    const again = await act('home.retry', 'page 3 of')
    expect(again.private_metadata).toContain('"category":"violent-crime","page":3')
  })

  it('saves the place that is shown, and takes it off again', async () => {
    const { open, act, saved } = await opened()
    await open()
    await act('home.field', 'Street crime near LE1 1WA', 'LE1 1WA')
    expect(labelsOf(await act('home.add', 'Saved places'))).toContain('Remove from saved places')
    expect(saved()).toEqual([LE1])
    expect(labelsOf(await act('home.remove', 'Street crime near LE1 1WA'))).toContain('Save place')
    expect(saved()).toEqual([])
  })

  it('puts the places in order, and removes one', async () => {
    const { open, act, save, saved } = await opened()
    await save(LE1)
    await save(ST20)
    await open()
    await act('home.edit', 'Saved places')
    await act('home.order', 'Saved places', 'up ST20 0LY', 'home.order.1')
    expect(saved()).toEqual([ST20, LE1])
    await act('home.order', 'Saved places', 'remove ST20 0LY', 'home.order.0')
    expect(saved()).toEqual([LE1])
    expect(labelsOf(await act('home.done', 'Saved places'))).toContain('Edit list')
  })

  it('says that places are unavailable, and still looks up', async () => {
    const { open, act, places } = await opened()
    places.setAvailable(false)
    await open('Saved places aren’t available at the moment.')
    const view = await act('home.field', 'Street crime near LE1 1WA', 'LE1 1WA')
    expect(wordsOf(view)).toContain('Saved places aren’t available at the moment.')
  })
})

describe('two quick clicks', () => {
  it('with the same hash keep both of two removals', async () => {
    const { open, act, save, slack, saved, refusals } = await quick()
    await save(LE1)
    await save(ST20)
    await open()
    await act('home.edit', 'Saved places')
    const both = published(slack, 2)
    await Promise.all([
      slack.act({ user, actionId: 'home.order', value: 'remove LE1 1WA', blockId: 'home.order.0' }),
      slack.act({ user, actionId: 'home.order', value: 'remove ST20 0LY', blockId: 'home.order.1' }),
    ])
    await both
    expect(saved()).toEqual([])
    expect(refusals()).toEqual(['hash_conflict'])
    expect(labelsOf(homeOf(slack))).toEqual(['Look up'])
  })

  it('with the same hash keep both of two filters', async () => {
    const { open, act, slack, refusals } = await quick()
    await open()
    await act('home.field', 'Street crime near LE1 1WA', 'LE1 1WA')
    const both = published(slack, 2)
    await Promise.all([
      slack.act({ user, actionId: 'home.category', value: 'violent-crime' }),
      slack.act({ user, actionId: 'home.outcome', value: 'no-suspect' }),
    ])
    await both
    expect(refusals()).toEqual(['hash_conflict'])
    expect(homeOf(slack).private_metadata).toContain('"category":"violent-crime","outcome":"no-suspect"')
  })
})
