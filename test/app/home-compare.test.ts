import { describe, expect, it } from 'vitest'
import { labelsOf, viewActions, wordsOf } from '../support/app/view-actions.ts'
import { appForEachTest } from '../support/each-test.ts'
import { postcode } from '../support/incidents.ts'
import { priya } from '../support/street-crime.ts'

const start = appForEachTest()
const { user } = priya
const HOUR = 3_600_000
const BOTH = 'Street crime near LE1 1WA and ST20 0LY'
const PLACES = ['LE1 1WA', 'M1 1AE', 'ST20 0LY', 'SW1A 1AA', 'E1 6AN'].map(postcode)

/** Home with five saved places, opened. */
const onHome = async (options: Parameters<typeof start>[0] = {}) => {
  const running = await start(options)
  const actions = viewActions(running, 'home')
  for (const place of PLACES) await running.places.places.add(actions.owner, place)
  await actions.openHome('Saved places')
  const choose = (...chosen: string[]) => running.slack.type({ user, actionId: 'home.chosen', value: chosen })
  const compare = (words: string, ...chosen: string[]) => {
    choose(...chosen)
    return actions.act({ actionId: 'home.compare' }, words)
  }
  return { ...running, ...actions, choose, compare }
}

describe.each(['http', 'socket'] as const)('comparing on Home in %s mode', (mode) => {
  it('shows the chosen places side by side, leads to each, and back', async () => {
    const { act, compare, postcodeArea } = await onHome({ mode })
    expect(postcodeArea.calls).toEqual([])
    const compared = await compare(BOTH, 'LE1 1WA', 'ST20 0LY')
    expect(labelsOf(compared).slice(-5)).toEqual([
      'Report for LE1 1WA',
      'Report for ST20 0LY',
      'Back',
      'Compare',
      'Alert me about all my saved places',
    ])
    expect(wordsOf(compared)).toContain('These are counts, not rates')
    expect(postcodeArea.calls).toHaveLength(2)
    const back = await act({ actionId: 'home.back' }, 'What you can type in any channel')
    expect(wordsOf(back)).not.toContain(BOTH)
    await act({ actionId: 'home.compare' }, BOTH)
    const report = await act({ actionId: 'home.place.81' }, 'Street crime near ST20 0LY')
    expect(wordsOf(report)).not.toContain(BOTH)
    expect(postcodeArea.calls).toHaveLength(2)
  })
})

describe('a comparison on Home', () => {
  it('goes back to the report that was shown before', async () => {
    const { act, compare } = await onHome()
    await act({ actionId: 'home.field', value: 'M1 1AE' }, 'Street crime near M1 1AE')
    await compare(BOTH, 'LE1 1WA', 'ST20 0LY')
    expect(wordsOf(await act({ actionId: 'home.back' }, 'Incidents'))).toContain('Street crime near M1 1AE')
  })

  it('is of the categories that are typed into the field, and of all once it is chosen from the menu', async () => {
    const { act, compare } = await onHome()
    const typed = { actionId: 'home.field', value: 'LE1 1WA vs ST20 0LY burglary, drugs, dragons' }
    const some = await act(typed, 'Burglary and drugs near LE1 1WA and ST20 0LY')
    expect(wordsOf(some)).toContain('We didn’t understand “dragons”.')
    await act({ actionId: 'home.back' }, 'What you can type in any channel')
    await compare(BOTH, 'LE1 1WA', 'ST20 0LY')
  })

  it('says while it is on its way that it is, with all its calls under way', async () => {
    const { act, choose, postcodeArea, shows } = await onHome()
    const release = postcodeArea.hold()
    choose('LE1 1WA', 'M1 1AE', 'ST20 0LY', 'SW1A 1AA')
    await act({ actionId: 'home.compare' }, 'Looking up LE1 1WA, M1 1AE, ST20 0LY and SW1A 1AA …')
    while (postcodeArea.calls.length < 4) await postcodeArea.nextCall()
    const shown = shows('Street crime near LE1 1WA, M1 1AE, ST20 0LY and SW1A 1AA')
    release()
    await shown
    expect(postcodeArea.calls).toHaveLength(4)
  })

  it('wants two places at least, and takes four at most', async () => {
    const { compare, choose, slack, postcodeArea } = await onHome()
    await compare('Choose two to four saved places.')
    await compare('Choose two to four saved places.', 'LE1 1WA')
    expect(postcodeArea.calls).toEqual([])
    choose(...PLACES.slice(0, 4))
    const menu = slack.homeOf(user)?.blocks.find(({ block_id }) => block_id === 'home.chosen')
    expect(menu?.element).toMatchObject({ type: 'multi_static_select', max_selected_items: 4 })
  })

  it('costs no token when Home is opened after the hour, and comes back once asked for', async () => {
    const { act, compare, later, openHome, postcodeArea } = await onHome()
    await compare(BOTH, 'LE1 1WA', 'ST20 0LY')
    await openHome(BOTH)
    later(HOUR)
    const expired = await openHome('We no longer have all the figures for LE1 1WA and ST20 0LY.')
    expect(wordsOf(expired)).not.toMatch(/\d%/)
    expect(postcodeArea.calls).toHaveLength(2)
    await act({ actionId: 'home.compare-again' }, BOTH)
    expect(postcodeArea.calls).toHaveLength(4)
  })

  it('shows the place that answered and why the other did not; Try again makes it whole', async () => {
    const { act, ask, compare, postcodeArea } = await onHome()
    await ask('LE1 1WA')
    postcodeArea.respond({ status: 500, body: '{}' })
    const gap = await compare('We couldn’t get the figures for ST20 0LY.', 'LE1 1WA', 'ST20 0LY')
    expect(wordsOf(gap)).toContain('Street crime near LE1 1WA')
    expect(labelsOf(gap).slice(-5)).toEqual([
      'Try again',
      'Browse incidents',
      'Back',
      'Compare',
      'Alert me about all my saved places',
    ])
    postcodeArea.respond(undefined)
    await act({ actionId: 'home.compare-again' }, BOTH)
  })

  it('goes on while saved places are unavailable', async () => {
    const { act, compare, openHome, places } = await onHome()
    await compare(BOTH, 'LE1 1WA', 'ST20 0LY')
    places.setAvailable(false)
    expect(wordsOf(await openHome(BOTH))).toContain('Saved places aren’t available at the moment.')
    await act({ actionId: 'home.back' }, 'What you can type in any channel')
  })
})
