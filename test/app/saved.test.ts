import { describe, expect, it } from 'vitest'
import { viewActions } from '../support/app/view-actions.ts'
import { appForEachTest } from '../support/each-test.ts'
import { postcode } from '../support/incidents.ts'
import { buttons, read } from '../support/read-message.ts'
import { priya } from '../support/street-crime.ts'

const UNAVAILABLE = 'Saved places aren’t available at the moment.'
const ALERTS_STAY = 'Your alerts aren’t affected. To stop one, type /crime alerts in its channel.'
const start = appForEachTest()

const saving = async (options: Parameters<typeof start>[0] = {}) => {
  const running = await start(options)
  const { ask, slack } = running
  const { owner, saved } = viewActions(running, 'home')
  /** Presses a button and waits for what is said below its message. */
  const press = async ({ ts }: { readonly ts: string }, actionId: string, who = priya) => {
    const said = slack.nextMessage()
    await slack.press({ ...who, ts, actionId })
    return said
  }
  return { ...running, ask, press, owner, saved }
}

describe.each(['http', 'socket'] as const)('Save place on a report, in %s mode', (mode) => {
  it('says so privately, once for each press, and the report stands', async () => {
    const { ask, press, saved, slack, postcodeArea } = await saving({ mode })
    const report = await ask('LE1 1WA burglary')
    const first = await press(report, 'place.save')
    expect(read(first)).toBe('Saved. LE1 1WA is on your Street Crime Home tab.')
    expect(first.visibleTo).toBe(priya.user)
    const second = await press(report, 'place.save')
    expect(read(second)).toBe('Already saved. LE1 1WA is on your Street Crime Home tab.')
    expect(saved()).toEqual(['LE1 1WA'])
    expect(slack.messages(priya.channel, priya.user)).toEqual([report, first, second])
    expect(slack.messages(priya.channel, 'U0SAM')).toEqual([])
    expect(postcodeArea.calls).toHaveLength(1)
  })
})

describe('/crime forget', () => {
  it('asks, then deletes the person’s own places, and says privately which those were', async () => {
    const { ask, pressInPlace, owner, places, saved } = await saving()
    for (const one of ['LE1 1WA', 'M1 1AE', 'ST20 0LY']) await places.places.add(owner, postcode(one))
    const other = { ...owner, userId: 'U0SAM' }
    await places.places.add(other, postcode('LE1 1WA'))
    const question = await ask('forget')
    expect(question.visibleTo).toBe(priya.user)
    expect(read(question)).toContain('Delete all 3 of your saved places?')
    expect(saved()).toHaveLength(3)
    expect(read(await pressInPlace(question, 'saved.delete-all'))).toBe(
      `Deleted your 3 saved places.\nThey were LE1 1WA, M1 1AE and ST20 0LY. ${ALERTS_STAY}`,
    )
    expect(saved()).toEqual([])
    expect(places.of(other)).toEqual(['LE1 1WA'])
    expect(read(await ask('forget'))).toBe(
      `You have no saved places.\nThere’s nothing to delete. ${ALERTS_STAY}`,
    )
  })

  it('deletes what it has named, and nothing that was saved since', async () => {
    const { ask, pressInPlace, owner, places, saved } = await saving()
    await places.places.add(owner, postcode('LE1 1WA'))
    const question = await ask('forget')
    expect(read(question)).toContain('Delete LE1 1WA from your saved places?')
    await places.places.add(owner, postcode('M1 1AE'))
    expect(read(await pressInPlace(question, 'saved.delete-all'))).toContain('Deleted LE1 1WA')
    expect(saved()).toEqual(['M1 1AE'])
  })

  it('deletes what is kept for an Undo even where no place is left to ask about', async () => {
    const { ask, owner, places } = await saving()
    await places.places.add(owner, postcode('LE1 1WA'), { name: 'Head office' })
    await places.places.remove(owner, postcode('LE1 1WA'))
    expect(read(await ask('forget'))).toContain('There’s nothing to delete.')
    await places.places.add(owner, postcode('LE1 1WA'))
    expect(places.named(owner)).toEqual([{ postcode: 'LE1 1WA', name: null }])
  })

  it('says so while the database is unavailable, and deletes nothing', async () => {
    const { ask, owner, places, saved } = await saving()
    await places.places.add(owner, postcode('LE1 1WA'))
    places.setAvailable(false)
    expect(read(await ask('forget'))).toContain(UNAVAILABLE)
    expect(saved()).toEqual(['LE1 1WA'])
  })
})

describe.each(['remove', 'forget'])('/crime %s with a place', (verb) => {
  it('takes it off the list, and Undo puts it back where it was', async () => {
    const { ask, pressInPlace, owner, places, saved } = await saving()
    for (const one of ['LE1 1WA', 'M1 1AE', 'ST20 0LY']) await places.places.add(owner, postcode(one))
    const removed = await ask(`${verb} m1 1ae`)
    expect(read(removed)).toContain('Removed M1 1AE from your saved places.')
    expect(saved()).toEqual(['LE1 1WA', 'ST20 0LY'])
    expect(read(await pressInPlace(removed, 'saved.undo'))).toContain('M1 1AE is back in your saved places.')
    expect(saved()).toEqual(['LE1 1WA', 'M1 1AE', 'ST20 0LY'])
  })

  it('keeps its Undo where that could not be done, whole or in part', async () => {
    const { ask, pressInPlace, owner, places, saved } = await saving()
    for (const one of ['LE1 1WA', 'M1 1AE']) await places.places.add(owner, postcode(one))
    const removed = await ask(`${verb} LE1 1WA and M1 1AE`)
    places.setAvailable(false)
    const away = await pressInPlace(removed, 'saved.undo')
    expect(read(away)).toContain('Press Undo again in a few minutes to bring back M1 1AE and LE1 1WA.')
    places.setAvailable(true)
    for (let at = 1; at <= 99; at += 1)
      await places.places.add(owner, postcode(`B${at < 50 ? at : at - 49} ${at < 50 ? 1 : 2}AE`))
    const full = await pressInPlace(away, 'saved.undo')
    expect(read(full)).toContain(
      'M1 1AE is back in your saved places. Remove another place on the Street Crime Home tab, then press Undo to bring back LE1 1WA.',
    )
    await places.places.remove(owner, postcode('B1 1AE'))
    expect(read(await pressInPlace(full, 'saved.undo'))).toContain('LE1 1WA is back in your saved places.')
    expect(saved()).toEqual(expect.arrayContaining(['LE1 1WA', 'M1 1AE']))
  })

  it('that is not saved says so', async () => {
    const { ask } = await saving()
    expect(read(await ask(`${verb} LE1 1WA`))).toContain('LE1 1WA isn’t in your saved places.')
  })
})

describe('/crime save', () => {
  it.each([
    ['save le1 1wa', 'Saved. LE1 1WA is on your Street Crime Home tab.', ['LE1 1WA']],
    [
      'save LE1 1WA and ST20 0LY',
      'LE1 1WA and ST20 0LY are on your Street Crime Home tab.',
      ['LE1 1WA', 'ST20 0LY'],
    ],
    ['save', 'Which place?', []],
    ['save leicester', '“leicester” isn’t a postcode.', []],
  ])('%s', async (typed, words, kept) => {
    const { ask, saved, postcodeArea } = await saving()
    const said = await ask(typed)
    expect(read(said)).toContain(words)
    expect(said.visibleTo).toBe(priya.user)
    expect(saved()).toEqual(kept)
    expect(postcodeArea.calls).toEqual([])
  })
})

describe('Save place', () => {
  it('of the hundred and first says that no more fit, and of a saved one that it is there', async () => {
    const { ask, press, owner, places, saved } = await saving()
    for (let at = 1; at <= 100; at += 1)
      await places.places.add(owner, postcode(`${at % 2 ? 'M' : 'B'}${Math.ceil(at / 2)} 1AE`))
    expect(read(await press(await ask('LE1 1WA'), 'place.save'))).toBe(
      'You’ve saved 100 places, the most you can.\nRemove one on the Street Crime Home tab, then save LE1 1WA.',
    )
    expect(read(await press(await ask('M7 1AE'), 'place.save'))).toContain('Already saved.')
    expect(saved()).toHaveLength(100)
  })

  it('while places are unavailable says so, logs no error, and works once they are back', async () => {
    const { ask, press, places, saved, logLines } = await saving()
    const report = await ask('LE1 1WA')
    places.setAvailable(false)
    expect(read(await press(report, 'place.save'))).toContain(UNAVAILABLE)
    expect(read(await ask('ST20 0LY'))).toContain('Street crime near ST20 0LY')
    places.setAvailable(true)
    expect(read(await press(report, 'place.save'))).toContain('Saved.')
    expect(saved()).toEqual(['LE1 1WA'])
    expect(logLines().filter(({ level }) => level === 'error')).toEqual([])
  })

  it('of two people who press at once is kept for each', async () => {
    const running = await saving()
    const { ask, slack } = running
    const sam = { user: 'U0SAM', channel: priya.channel }
    const [mine, theirs] = [await ask('LE1 1WA'), await ask('ST20 0LY', sam)]
    const both = [priya.user, sam.user].map((user) => slack.nextMessage((it) => it.visibleTo === user))
    await Promise.all([
      slack.press({ ...priya, ts: mine.ts, actionId: 'place.save' }),
      slack.press({ ...sam, ts: theirs.ts, actionId: 'place.save' }),
    ])
    expect((await Promise.all(both)).map((said) => read(said).slice(0, 14))).toEqual([
      'Saved. LE1 1WA',
      'Saved. ST20 0L',
    ])
    expect([running.saved(), viewActions(running, 'home', sam.user).saved()]).toEqual([
      ['LE1 1WA'],
      ['ST20 0LY'],
    ])
  })
})

describe('/crime saved', () => {
  it('without places says how to save one', async () => {
    const { ask, postcodeArea } = await saving()
    const said = await ask('saved')
    expect(read(said)).toContain('You have no saved places.')
    expect(said.visibleTo).toBe(priya.user)
    expect(postcodeArea.calls).toEqual([])
  })

  it('lists them privately, each with its button, and looks none up by itself', async () => {
    const { ask, press, owner, places, postcodeArea, slack } = await saving()
    await places.places.add(owner, postcode('ST20 0LY'))
    await places.places.add(owner, postcode('LE1 1WA'))
    const list = await ask('Saved ')
    expect(buttons(list)).toEqual(['ST20 0LY', 'LE1 1WA'])
    expect(postcodeArea.calls).toEqual([])
    expect(read(await press(list, 'saved.show.1'))).toContain('Street crime near LE1 1WA')
    expect(postcodeArea.calls.map((call) => call.postcode)).toEqual(['LE1 1WA'])
    expect(read(await ask('saved'))).toMatch(/1,\d{3}\u2002LE1 1WA, /)
    expect(postcodeArea.calls).toHaveLength(1)
    expect(slack.messages(priya.channel, 'U0SAM')).toEqual([])
  })

  it('has a button for each of a hundred places', async () => {
    const { ask, press, owner, places } = await saving()
    for (let at = 1; at <= 100; at += 1)
      await places.places.add(owner, postcode(`${at % 2 ? 'M' : 'B'}${Math.ceil(at / 2)} 1AE`))
    const list = await ask('saved')
    expect(buttons(list)).toHaveLength(100)
    expect(read(await press(list, 'saved.show.99'))).toContain('Street crime near B50 1AE')
  })

  it('while places are unavailable says so', async () => {
    const { ask, places } = await saving()
    places.setAvailable(false)
    expect(read(await ask('saved'))).toContain(UNAVAILABLE)
    expect(read(await ask('LE1 1WA'))).toContain('Street crime near LE1 1WA')
  })
})
