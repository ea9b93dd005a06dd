import { describe, expect, it } from 'vitest'
import { signatureHeaders } from '../../playground/slack/signature.ts'
import { homesPublished, labelsOf, viewActions, wordsOf } from '../support/app/view-actions.ts'
import { appForEachTest } from '../support/each-test.ts'
import { postcode } from '../support/incidents.ts'
import { buttons, read } from '../support/read-message.ts'
import { priya, SECRETS } from '../support/street-crime.ts'
import { until } from '../support/until.ts'

const HOUR = 3_600_000
const LE1 = postcode('LE1 1WA')
const ST20 = postcode('ST20 0LY')
const NEAR_LE1 = 'Street crime near LE1 1WA'
const UNAVAILABLE = 'Saved places aren’t available at the moment.'
const start = appForEachTest()
const { user } = priya

const onHome = async (options: Parameters<typeof start>[0] = {}) => {
  const running = await start(options)
  const actions = viewActions(running, 'home')
  const lookUp = (typed: string, words: string) =>
    actions.act({ actionId: 'home.field', value: typed }, words)
  return { ...running, ...actions, lookUp }
}

describe.each(['http', 'socket'] as const)('Home in %s mode', (mode) => {
  it('opens without a call, looks up on Enter and by its button, and says what is no postcode', async () => {
    const { act, lookUp, openHome, postcodeArea, slack } = await onHome({ mode })
    expect(labelsOf(await openHome('Street crime near any postcode'))).toEqual(['Look up'])
    await openHome('Street crime near any postcode')
    expect(postcodeArea.calls).toEqual([])
    await lookUp('le11wa', NEAR_LE1)
    slack.type({ user, actionId: 'home.field', value: 'ST20 0LY' })
    await act({ actionId: 'home.look-up' }, 'Street crime near ST20 0LY')
    const nonsense = wordsOf(await lookUp('tea & <!here>', '“tea” isn’t a postcode.'))
    expect(nonsense).toContain('Street crime near ST20 0LY')
    expect(postcodeArea.calls.map((call) => call.postcode)).toEqual(['LE1 1WA', 'ST20 0LY'])
  })
})

describe('a failure on Home', () => {
  it.each([
    'tea',
    'SWIA 1AA',
    'EH1 1AA',
    'BT1 1AA',
    'ZZ1 1AA',
    'M40 0AA',
    'M40 4AA',
    'M40 4NR',
    'M20 0EY',
    'M40 1AA',
    'M40 2AA',
    'M42 9AA',
    'M50 0AA',
    'M60 0RS',
    'M20 0HT',
  ])('says the same as /crime %s', async (typed) => {
    const { ask, lookUp, openHome } = await onHome()
    const said = await ask(typed)
    await openHome('Nothing recorded')
    // A field takes what /crime takes.
    const words = typed.startsWith('M') ? read(said) : read(said).replace('/crime ', '')
    const view = await lookUp(typed, words)
    const offered = buttons(said)
    expect(labelsOf(view).filter((label) => /^(Try again|Look up .)/.test(label))).toEqual(offered)
  })

  it('that is a defect of ours has the same words, with a reference', async () => {
    const { lookUp, openHome, logLines } = await onHome({
      supplier: { incidentsNear: () => Promise.reject(new Error('a wheel came off')) },
    })
    await openHome('Nothing recorded')
    const said = wordsOf(await lookUp('LE1 1WA', 'Something went wrong in Street Crime.'))
    const reference = /in your workspace: ([0-9a-f]{6}-[0-9a-z]+)\./.exec(said)?.[1]
    expect(logLines().find(({ level }) => level === 'error')).toMatchObject({ request: reference })
  })

  it('behind a row’s button is put right by Try again, which says to choose the place again', async () => {
    const { act, later, lookUp, openHome, postcodeArea } = await onHome()
    await openHome('Nothing recorded')
    await lookUp('LE1 1WA', NEAR_LE1)
    later(HOUR)
    postcodeArea.respond({ status: 500 })
    await act({ actionId: 'home.row.1' }, 'The police data service isn’t working at the moment.')
    postcodeArea.respond(undefined)
    await act({ actionId: 'home.row' }, 'We’ve fetched the figures again. Choose the place again.')
  })

  it('is put right by Try again, and the suggestion beside the field is looked up', async () => {
    const { act, lookUp, openHome, postcodeArea } = await onHome()
    await openHome('Nothing recorded')
    postcodeArea.respond({ status: 500, body: '{}' })
    await lookUp('LE1 1WA', 'The police data service isn’t working at the moment.')
    postcodeArea.respond(undefined)
    await act({ actionId: 'home.retry' }, NEAR_LE1)
    await lookUp('SWIA 1AA', 'Did you mean SW1A 1AA?')
    await act({ actionId: 'home.place.91' }, 'Street crime near SW1A 1AA')
  })
})

describe('figures on Home', () => {
  it('stand beside the saved places while in memory, and after the hour only once asked for', async () => {
    const { ask, act, later, openHome, owner, places, postcodeArea } = await onHome()
    await places.places.add(owner, LE1)
    await places.places.add(owner, ST20)
    await ask('LE1 1WA')
    const known = wordsOf(await openHome('Saved places'))
    expect(known).toMatch(/1,\d{3}\u2002LE1 1WA, \w+ \d{4}/)
    expect(known).not.toContain('ST20 0LY  ')
    later(HOUR)
    expect(wordsOf(await openHome('Saved places'))).not.toContain('Incidents near your saved places')
    expect(postcodeArea.calls).toHaveLength(1)
    await act({ actionId: 'home.place' }, NEAR_LE1)
    later(HOUR)
    expect(wordsOf(await openHome('We no longer have the figures for'))).not.toContain(NEAR_LE1)
    expect(postcodeArea.calls).toHaveLength(2)
    await act({ actionId: 'home.place.90' }, NEAR_LE1)
    expect(postcodeArea.calls).toHaveLength(3)
  })
})

it('filters and turns pages of incidents, and keeps both over Try again', async () => {
  const { act, later, lookUp, openHome, postcodeArea } = await onHome()
  await openHome('Nothing recorded')
  await lookUp('LE1 1WA', NEAR_LE1)
  await act({ actionId: 'home.category', value: 'violent-crime' }, '*1–10* of')
  await act({ actionId: 'home.next' }, 'Page 2 of')
  later(HOUR)
  postcodeArea.respond({ status: 500, body: '{}' })
  await act({ actionId: 'home.next' }, 'The police data service isn’t working at the moment.')
  postcodeArea.respond(undefined)
  const again = await act({ actionId: 'home.retry' }, 'Page 3 of')
  expect(again.private_metadata).toContain('"category":"violent-crime","page":3')
})

describe('saved places on Home', () => {
  it('are added, put in order and removed', async () => {
    const { act, lookUp, openHome, saved } = await onHome()
    await openHome('Nothing recorded')
    await lookUp('LE1 1WA', NEAR_LE1)
    await act({ actionId: 'home.add' }, 'Saved places')
    await lookUp('ST20 0LY', 'Street crime near ST20 0LY')
    await act({ actionId: 'home.add' }, 'Saved places')
    expect(saved()).toEqual([LE1, ST20])
    await act({ actionId: 'home.edit' }, 'Saved places')
    await act({ actionId: 'home.order', value: 'down LE1 1WA', blockId: 'home.order.0' }, 'Saved places')
    expect(saved()).toEqual([ST20, LE1])
    const done = await act({ actionId: 'home.done' }, 'Saved places')
    expect(labelsOf(done)).toEqual(expect.arrayContaining(['ST20 0LY', 'LE1 1WA', 'Edit list']))
    expect(labelsOf(await act({ actionId: 'home.remove' }, 'Saved places'))).toContain('Save place')
    expect(saved()).toEqual([LE1])
  })

  it('that were removed come back by Undo, by name and where they stood', async () => {
    const { act, openHome, owner, places } = await onHome()
    await places.places.add(owner, LE1, { name: 'Head office' })
    await places.places.add(owner, ST20)
    await openHome('Saved places')
    await act({ actionId: 'home.edit' }, 'Saved places')
    const removal = { actionId: 'home.order', value: 'remove LE1 1WA', blockId: 'home.order.0' }
    await act(removal, 'Removed Head office (LE1 1WA) from your saved places.')
    await act({ actionId: 'home.undo-remove' }, 'Head office (LE1 1WA)')
    expect(places.named(owner)).toEqual([
      { postcode: LE1, name: 'Head office' },
      { postcode: ST20, name: null },
    ])
    places.setAvailable(false)
    await act(removal, UNAVAILABLE)
  })

  it('that could not be put back keep their Undo while that may help', async () => {
    const { act, openHome, owner, places } = await onHome()
    await places.places.add(owner, LE1, { name: 'Head office' })
    await places.places.add(owner, ST20)
    await openHome('Saved places')
    await act({ actionId: 'home.edit' }, 'Saved places')
    const undo = { actionId: 'home.undo-remove' }
    await act({ actionId: 'home.order', value: 'remove LE1 1WA', blockId: 'home.order.0' }, 'Removed')
    places.setAvailable(false)
    const away = await act(undo, 'Press Undo again in a few minutes to bring back LE1 1WA.')
    expect(wordsOf(away).split(UNAVAILABLE)).toHaveLength(2)
    expect(labelsOf(away)).toContain('Undo')
    places.setAvailable(true)
    const others = Array.from({ length: 99 }, (_, at) => postcode(`B${at + 1} 1AE`))
    for (const one of others) await places.places.add(owner, one)
    const full = await act(undo, 'Remove one from the list at the top, then save LE1 1WA.')
    expect(labelsOf(full)).not.toContain('Undo')
    await places.places.remove(owner, postcode('B1 1AE'))
    await places.places.add(owner, LE1)
    // As long as its Undo would have worked, it keeps its name.
    expect(places.named(owner)).toContainEqual({ postcode: LE1, name: 'Head office' })
  })

  it('are a hundred at most, and the next is said not to fit', async () => {
    const { act, lookUp, openHome, owner, places, saved } = await onHome()
    const add = (at: number) =>
      places.places.add(owner, postcode(`${at % 2 ? 'M' : 'B'}${Math.ceil(at / 2)} 1AE`))
    for (let at = 1; at < 100; at += 1) await add(at)
    await openHome('Saved places')
    expect(labelsOf(await lookUp('LE1 1WA', NEAR_LE1))).toContain('Save place')
    // From somewhere else.
    await add(100)
    const full = await act({ actionId: 'home.add' }, 'You’ve saved 100 places, the most you can.')
    expect(labelsOf(full)).not.toContain('Save place')
    expect(saved()).not.toContain(LE1)
    // Of every other place too.
    const other = await lookUp('ST20 0LY', 'Street crime near ST20 0LY')
    expect(labelsOf(other)).not.toContain('Save place')
    expect(wordsOf(other)).toContain('Remove one from the list at the top, then save ST20 0LY.')
    const edited = await act({ actionId: 'home.edit.1' }, 'Saved places')
    expect(labelsOf(edited)).toContain('Done')
    expect(labelsOf(edited)).not.toContain('Edit list')
  })

  it('that are unavailable are said to be, look-ups go on, and the app is degraded but ready', async () => {
    const { act, lookUp, openHome, places, saved, url } = await onHome()
    await openHome('Nothing recorded')
    await lookUp('LE1 1WA', NEAR_LE1)
    places.setAvailable(false)
    await act({ actionId: 'home.add' }, UNAVAILABLE)
    await openHome(UNAVAILABLE)
    expect(wordsOf(await lookUp('ST20 0LY', 'Street crime near ST20 0LY'))).toContain(UNAVAILABLE)
    const degraded = await fetch(`${url}/readyz`)
    expect([degraded.status, await degraded.json()]).toMatchObject([200, { status: 'degraded' }])
    places.setAvailable(true)
    expect(await (await fetch(`${url}/readyz`)).json()).toEqual({ status: 'ready' })
    expect(labelsOf(await openHome('Incidents'))).toContain('Save place')
    await act({ actionId: 'home.add' }, 'Saved places')
    expect(saved()).toEqual([ST20])
  })

  it("are a person's own, and so is what their Home shows", async () => {
    const running = await onHome()
    const sam = viewActions(running, 'home', 'U0SAM')
    await running.openHome('Nothing recorded')
    await running.lookUp('LE1 1WA', NEAR_LE1)
    await running.act({ actionId: 'home.add' }, 'Saved places')
    const theirs = await sam.openHome('Street crime near any postcode')
    expect(JSON.stringify(theirs)).not.toContain('Saved places')
    await sam.act({ actionId: 'home.field', value: 'ST20 0LY' }, 'Street crime near ST20 0LY')
    await sam.act({ actionId: 'home.add' }, 'Saved places')
    expect([running.saved(), sam.saved()]).toEqual([[LE1], [ST20]])
    expect(wordsOf(await running.openHome('Saved places'))).toContain(NEAR_LE1)
  })

  it('keep both of two quick clicks: one place removed and another moved', async () => {
    const { act, openHome, owner, places, saved, slack } = await onHome({ refusals: 'expected' })
    for (const text of ['M4 1AE', 'M2 1AE', 'M3 1AE']) await places.places.add(owner, postcode(text))
    await openHome('Saved places')
    await act({ actionId: 'home.edit' }, 'Saved places')
    const both = homesPublished(slack, 2)
    await Promise.all([
      slack.act({ user, actionId: 'home.order', value: 'remove M4 1AE', blockId: 'home.order.0' }),
      slack.act({ user, actionId: 'home.order', value: 'up M3 1AE', blockId: 'home.order.2' }),
    ])
    await both
    expect(saved()).toEqual(['M3 1AE', 'M2 1AE'])
    const shown = slack.homeOf(user)
    const list = JSON.stringify(shown?.blocks)
    expect(list).not.toContain('M4 1AE')
    expect(list.indexOf('M3 1AE')).toBeLessThan(list.indexOf('M2 1AE'))
    expect(slack.rejections.map(({ rule }) => rule)).toEqual(['hash_conflict'])
  })
})

describe('two quick clicks', () => {
  it('keep both of two filters', async () => {
    const { lookUp, openHome, slack } = await onHome({ refusals: 'expected' })
    await openHome('Nothing recorded')
    await lookUp('LE1 1WA', NEAR_LE1)
    const both = homesPublished(slack, 2)
    await Promise.all([
      slack.act({ user, actionId: 'home.category', value: 'violent-crime' }),
      slack.act({ user, actionId: 'home.outcome', value: 'no-suspect' }),
    ])
    await both
    expect(slack.rejections.map(({ rule }) => rule)).toEqual(['hash_conflict'])
    const filters = '"category":"violent-crime","outcome":"no-suspect"'
    expect(slack.homeOf(user)?.private_metadata).toContain(filters)
  })
})

describe('Home that is opened again', () => {
  it('while its figures are looked up shows that they are, and then the figures, by the one call', async () => {
    const { act, openHome, postcodeArea, shows } = await onHome({ refusals: 'expected' })
    await openHome('Nothing recorded')
    const release = postcodeArea.hold()
    await act({ actionId: 'home.field', value: 'LE1 1WA' }, 'Looking up LE1 1WA')
    await openHome('Looking up LE1 1WA')
    const figures = shows(NEAR_LE1)
    release()
    await figures
    expect(postcodeArea.calls).toHaveLength(1)
  })

  it('by an event that comes late leaves what was done since', async () => {
    const { openHome, lookUp, slack, url } = await onHome({ refusals: 'expected' })
    await openHome('Nothing recorded')
    await openHome('Nothing recorded')
    const opening = slack.traffic.findLast(({ request }) =>
      JSON.stringify(request.body).includes('app_home_opened'),
    )
    await lookUp('LE1 1WA', NEAR_LE1)
    const body = JSON.stringify({ ...Object(opening?.request.body), event_id: 'Ev0LATE' })
    const headers = {
      'content-type': 'application/json',
      ...signatureHeaders(SECRETS.signingSecret, body, Date.now()),
    }
    await fetch(`${url}/slack/events`, { method: 'POST', headers, body })
    await until(() => slack.rejections.length > 0)
    expect(slack.rejections.map(({ rule }) => rule)).toEqual(['hash_conflict'])
    // Drawn behind it: one person's views are published in turn.
    await openHome(NEAR_LE1)
  })
})
