import { describe, expect, it } from 'vitest'
import {
  acting,
  BODY,
  browsingWith,
  errors,
  HOUR,
  modalOf,
  QUARRY,
  send,
} from '../support/app/browse-actions.ts'
import { labelsOf, wordsOf } from '../support/app/view-actions.ts'
import { appForEachTest } from '../support/each-test.ts'
import { read } from '../support/read-message.ts'
import { bodyWith, record } from '../support/records.ts'
import { priya } from '../support/street-crime.ts'
import { until } from '../support/until.ts'

const start = appForEachTest()
const { user } = priya

const CHOOSE_AGAIN = 'We’ve fetched the figures again. Choose the place again.'

/** What the menus show. */
const chosenIn = (running: Parameters<typeof modalOf>[0]) => {
  const menus = Object.entries(modalOf(running).state.values).filter(([id]) =>
    id.startsWith('incidents.filters'),
  )
  return menus[0]?.[1]
}
const browsing = async (options: Parameters<typeof start>[0] = {}) => browsingWith(await start(options))

describe('opening the incidents of a report', () => {
  it('shows the places with their counts, at once and without another call', async () => {
    const { open, postcodeArea, slack } = await browsing()
    const view = await open()
    expect(view.title).toMatchObject({ text: 'Incidents near LE1 1WA' })
    expect(wordsOf(view)).toContain('*1–3* of 3 places (41 incidents), January 2026, most incidents first')
    expect(wordsOf(view)).toMatch(/Quarry Road.*Mill Lane.*Street not given/s)
    expect(labelsOf(view)).toEqual([
      'Show 30',
      'Show \u20078',
      'Show \u20073',
      'List all 41 incidents',
      'Save place',
    ])
    expect(postcodeArea.calls).toHaveLength(1)
    expect(slack.messages(priya.channel, 'U0SAM')).toEqual([])
  })

  it('starts with the category of its report', async () => {
    const { open } = await browsing()
    expect(wordsOf(await open('LE1 1WA burglary'))).toContain('*1–10* of 13 incidents')
  })

  it('is there before a slow look-up has ended, and is filled then', async () => {
    const { press, shows, later, postcodeArea } = await browsing()
    const pressed = await press()
    later(HOUR)
    const release = postcodeArea.hold()
    const called = postcodeArea.nextCall()
    const loading = shows('Looking up LE1 1WA …')
    await pressed()
    await called
    const { id } = await loading
    const filled = shows('*1–3* of 3 places')
    release()
    expect((await filled).id).toBe(id)
  })

  it.each(['expired_trigger_id', 'fatal_error'])('Slack answers %s: the report, at least', async (error) => {
    const running = await browsing({ refusals: 'expected' })
    const { press, slack } = running
    const pressed = await press()
    slack.faults.set({ where: 'views.open', what: 'error', error })
    const answered = slack.nextMessage()
    await pressed()
    const said = await answered
    expect(read(said)).toContain('Street crime near LE1 1WA')
    expect(said.visibleTo).toBe(user)
    expect(slack.modalOf(user)).toBeUndefined()
  })

  it('that Slack does not let the app fill says so, and the report comes instead', async () => {
    const { press, shows, later, postcodeArea, slack } = await browsing({ refusals: 'expected' })
    const pressed = await press()
    later(HOUR)
    const release = postcodeArea.hold()
    const loading = shows('Looking up LE1 1WA …')
    await pressed()
    const { id } = await loading
    slack.faults.set({ where: 'views.update', what: 'error', error: 'fatal_error', times: 1 })
    const [failed, answered] = [shows('Slack couldn’t show what you asked'), slack.nextMessage()]
    release()
    expect(await failed).toMatchObject({ id, title: { text: 'Incidents near LE1 1WA' } })
    expect(read(await answered)).toContain('Street crime near LE1 1WA')
  })

  it('whose next page Slack does not take says so once, in the modal', async () => {
    const running = await browsing({ refusals: 'expected' })
    const { openList, shows, later, slack, postcodeArea, logLines } = running
    await openList()
    later(HOUR)
    const release = postcodeArea.hold()
    const loading = shows('Looking up LE1 1WA …')
    await slack.act({ user, actionId: 'incidents.next' })
    const { id } = await loading
    slack.faults.set({ where: 'views.update', what: 'error', error: 'fatal_error', times: 1 })
    const failed = shows('Slack couldn’t show what you asked')
    release()
    expect(await failed).toMatchObject({ id })
    // Opened, listed, and the page turned.
    const answered = () =>
      logLines().filter(({ msg, what }) => msg === 'answered' && what === 'block_actions')
    await until(() => answered().length === 3)
    expect(slack.traffic.map(({ what }) => what)).not.toContain('chat.postMessage')
    expect(errors(running)).toMatchObject([{ msg: 'a modal about a report could not be changed' }])
  })

  it('that is closed during the look-up is closed for good, without an error', async () => {
    const running = await browsing({ refusals: 'expected' })
    const { press, shows, later, postcodeArea, slack, nextLog } = running
    const pressed = await press()
    later(HOUR)
    const release = postcodeArea.hold()
    const called = postcodeArea.nextCall()
    const loading = shows('Looking up')
    await pressed()
    await Promise.all([loading, called])
    await slack.closeModal({ user })
    const ended = nextLog('answered')
    release()
    await ended
    expect(slack.modalOf(user)).toBeUndefined()
    expect(errors(running)).toEqual([])
  })
})

describe('filters and pages', () => {
  it('by category, also those nobody knows yet together', async () => {
    const { open, act } = await browsing()
    await open()
    const violent = await act('incidents.category', '*1–10* of 25', 'violent-crime')
    expect(wordsOf(violent)).not.toContain('Mill')
    const unlisted = await act('incidents.category', '*1–3* of 3', 'unlisted')
    expect(wordsOf(unlisted)).toContain('Cyber crime')
    expect(wordsOf(await act('incidents.category', '(41 incidents)', 'all'))).toContain('*1–3* of 3 places')
  })

  it('by outcome', async () => {
    const { open, act } = await browsing()
    await open()
    expect(wordsOf(await act('incidents.outcome', ' of 5 ', 'no-suspect'))).toContain('*1–5*')
    expect(wordsOf(await act('incidents.outcome', ' of 8 ', 'none'))).toContain('No outcome given')
  })

  it('by street, which is searched as one types', async () => {
    const { open, slack, street } = await browsing()
    await open()
    const texts = async (query: string) =>
      (await slack.suggest({ user, actionId: 'incidents.street', query })).map(({ text }) => text.text)
    expect(await texts('')).toEqual([
      'All places',
      'Quarry Road (30)',
      'Mill Lane (8)',
      'Street not given (3)',
    ])
    expect(await texts('LANE mill')).toEqual(['Mill Lane (8)', 'All places'])
    expect(await texts('<!channel> \u0000')).toEqual(['All places'])
    expect(wordsOf(await street('mill', ' of 8 '))).not.toContain('Quarry')
  })

  it('all three at once, each offering what the others leave', async () => {
    const { open, act, slack, street } = await browsing()
    await open()
    await act('incidents.outcome', ' of 8 ', 'none')
    const places = await slack.suggest({ user, actionId: 'incidents.street', query: '' })
    expect(places.map(({ text }) => text.text)).toEqual(['All places', 'Mill Lane (8)'])
    await act('incidents.outcome', '(41 incidents)', 'all')
    await street('quarry', ' of 30 ')
    await act('incidents.category', ' of 5 ', 'burglary')
    await expect(act('incidents.outcome', '', 'none')).rejects.toThrow('No option none is offered')
    expect(wordsOf(await act('incidents.outcome', ' of 5 ', 'no-suspect'))).toContain('Quarry Road')
  })

  it('two at once: the second counts like the first', async () => {
    const running = await browsing({ refusals: 'expected' })
    const { open, shows, slack } = running
    await open()
    const shown = shows(' of 5 incidents')
    await Promise.all([
      slack.act({ user, actionId: 'incidents.category', value: 'burglary' }),
      slack.act({ user, actionId: 'incidents.outcome', value: 'no-suspect' }),
    ])
    expect((await shown).private_metadata).toContain('"category":"burglary","outcome":"no-suspect"')
    expect(slack.rejections).toEqual([])
  })

  it('two at once while figures are looked up again', async () => {
    const running = await browsing({ refusals: 'expected' })
    const { open, shows, slack, later, postcodeArea, nextLog } = running
    await open()
    later(HOUR)
    const release = postcodeArea.hold()
    const called = postcodeArea.nextCall()
    const loading = shows('Looking up LE1 1WA …')
    await Promise.all([
      slack.act({ user, actionId: 'incidents.category', value: 'burglary' }),
      slack.act({ user, actionId: 'incidents.outcome', value: 'no-suspect' }),
    ])
    await Promise.all([loading, called])
    const [shown, ended] = [shows(' of 5 incidents'), nextLog('answered')]
    release()
    await Promise.all([shown, ended])
    expect(modalOf(running).private_metadata).toContain('"category":"burglary","outcome":"no-suspect"')
    expect(postcodeArea.calls).toHaveLength(2)
  })

  it('by the button beside a place, which its menu shows then, and back to all places', async () => {
    const running = await browsing()
    const { open, act, slack } = running
    await open()
    const [block] = modalOf(running).blocks.filter(({ type }) => type === 'section')
    const quarry = await act(Object(block).accessory.action_id, '*1–10* of 30 incidents')
    expect(wordsOf(quarry)).not.toContain('Mill Lane')
    expect(chosenIn(running)).toMatchObject({ 'incidents.street': { selected_option: { value: '12' } } })
    await act('incidents.next', '*11–20* of 30 incidents')
    await act('incidents.category', '*1–5* of 5 incidents', 'burglary')
    expect(chosenIn(running)).toMatchObject({
      'incidents.category': { selected_option: { text: { text: 'Burglary (5)' } } },
      'incidents.street': { selected_option: { text: { text: 'Quarry Road (5)' } } },
    })
    const all = await act('incidents.group', '*1–10* of 13 incidents')
    expect(wordsOf(all)).toContain('Mill Lane')
    expect(slack.rejections).toEqual([])
  })

  it('ten a page, there and back, with the month on each', async () => {
    const { openList, act } = await browsing()
    await openList()
    await act('incidents.next', '*11–20* of 41 incidents, January 2026')
    await act('incidents.next', '*21–30* of 41 incidents, January 2026')
    await act('incidents.next', '*31–40* of 41 incidents, January 2026')
    const last = await act('incidents.next', '*41* of 41 incidents, January 2026')
    expect(labelsOf(last)).toEqual(['Previous page', 'Group by place', 'Save place'])
    expect(wordsOf(await act('incidents.previous', '*31–40* of 41'))).toContain('Page 4 of 5')
  })

  it('a filter goes back to the first page', async () => {
    const { openList, act } = await browsing()
    await openList()
    await act('incidents.next', '*11–20* of 41')
    await act('incidents.category', '*1–10* of 25', 'violent-crime')
  })

  it('and a page survive a failure and Try again, the street among them', async () => {
    const running = await browsing()
    const { open, act, street, later, postcodeArea } = running
    await open()
    await street('quarry', ' of 30 ')
    await act('incidents.category', '*1–10* of 25', 'violent-crime')
    later(HOUR)
    postcodeArea.respond({ status: 500, body: '{}' })
    await act('incidents.next', 'The police data service isn’t working at the moment.')
    await act('incidents.retry', 'The police data service isn’t working at the moment.')
    postcodeArea.respond({ body: BODY })
    const again = await act('incidents.retry', '*11–20* of 25')
    expect(again.private_metadata).toBe('{"postcode":"LE1 1WA","category":"violent-crime","page":2}')
    expect(chosenIn(running)).toMatchObject({
      'incidents.category': { selected_option: { value: 'violent-crime' } },
      'incidents.street': { selected_option: { value: '12' } },
    })
  })

  it('of a row survive a failure: Try again says to choose its place again', async () => {
    const { open, act, later, postcodeArea } = await browsing()
    await open()
    later(HOUR)
    postcodeArea.respond({ status: 500, body: '{}' })
    await act('incidents.row.1', 'The police data service isn’t working at the moment.')
    postcodeArea.respond({ body: BODY })
    await act('incidents.row', CHOOSE_AGAIN)
  })

  it('of the row without a street survive a failure and Try again', async () => {
    const { open, act, later, postcodeArea } = await browsing()
    await open()
    later(HOUR)
    postcodeArea.respond({ status: 500, body: '{}' })
    await act('incidents.row.2', 'The police data service isn’t working at the moment.')
    postcodeArea.respond({ body: BODY })
    await act('incidents.row', '*1–3* of 3 incidents')
  })

  it('cost one new call after the hour, and none before', async () => {
    const { openList, act, street, later, postcodeArea } = await browsing()
    await openList()
    await act('incidents.next', '*11–20*')
    await act('incidents.outcome', ' of 8 ', 'none')
    await act('incidents.outcome', '*1–10* of 41 ', 'all')
    expect(postcodeArea.calls).toHaveLength(1)
    later(HOUR)
    await street('mill', ' of 8 ')
    await act('incidents.category', ' of 8 ', 'burglary')
    expect(postcodeArea.calls).toHaveLength(2)
  })
})

describe('what this version did not write', () => {
  const JUNK = [
    '',
    'LE1 1WA',
    'null',
    '[]',
    '{}',
    '{"postcode":7}',
    '{"postcode":"<!channel>"}',
    '{"postcode":"EH1 1AA","page":1}',
    'x'.repeat(3_000),
  ]
  it.each(JUNK)('a private_metadata of %j is answered with where to begin', async (private_metadata) => {
    const running = await browsing()
    await running.openList()
    await running.act('incidents.next', '*11–20*')
    const shown = running.shows('This button is from an older version of Street Crime.')
    expect(await send(running, () => ({ view: { ...modalOf(running), private_metadata } }))).toBe(200)
    await shown
    expect(errors(running)).toEqual([])
    expect(running.postcodeArea.calls).toHaveLength(1)
  })

  it.each([
    ['{"postcode":"LE1 1WA","category":"__proto__","outcome":"no","page":1}', undefined],
    ['{"postcode":"LE1 1WA","category":["burglary"],"outcome":{},"page":"2"}', undefined],
    ['{"postcode":"LE1 1WA"}', '-1'],
    ['{"postcode":"LE1 1WA"}', 'two'],
    ['{"postcode":"LE1 1WA"}', '1e99'],
    ['{"postcode":"LE1 1WA"}', '0x1'.repeat(99)],
  ])('%s, to page %s: the first page of everything', async (private_metadata, page) => {
    const running = await browsing()
    await running.openList()
    await running.act('incidents.next', '*11–20*')
    const shown = running.shows('*1–3* of 3 places')
    const view = { ...modalOf(running), private_metadata }
    expect(await send(running, (payload) => ({ ...acting('incidents.next', page)(payload), view }))).toBe(200)
    expect((await shown).private_metadata).toBe('{"postcode":"LE1 1WA","page":1}')
    expect(errors(running)).toEqual([])
  })

  it('a page beyond the end is the last one', async () => {
    const running = await browsing()
    await running.openList()
    await running.act('incidents.next', '*11–20*')
    const shown = running.shows('*41* of 41')
    const view = modalOf(running)
    await send(running, (payload) => ({ ...acting('incidents.next', '999999')(payload), view }))
    expect(labelsOf(await shown)).toContain('Previous page')
    expect(errors(running)).toEqual([])
  })

  it('a street that is no longer there is no filter any more', async () => {
    const running = await browsing()
    const { open, street, later, act, postcodeArea } = running
    await open()
    await street('mill', ' of 8 ')
    later(HOUR)
    postcodeArea.respond({ body: bodyWith([record({ location: QUARRY })]) })
    await act('incidents.outcome', '*1 incident*, ', 'all')
    expect(chosenIn(running)).toMatchObject({ 'incidents.street': { selected_option: null } })
  })

  it('a row whose place is another one in newer figures shows these, and no place that it does not name', async () => {
    const running = await browsing()
    const { open, later, act, postcodeArea } = running
    await open()
    later(HOUR)
    const on = (name: string, id: number) => record({ location: { ...QUARRY, street: { id, name } } })
    const club = Array.from({ length: 30 }, () => on('On or near Nightclub', 99))
    postcodeArea.respond({ body: bodyWith([...club, on('On or near Mill Lane', 11)]) })
    const again = wordsOf(await act('incidents.row.1', '*1–2* of 2 places'))
    expect(again).toContain('Nightclub')
    expect(again).toContain(CHOOSE_AGAIN)
    const chosen = wordsOf(await act('incidents.row.0', '*1–10* of 30 incidents'))
    expect(chosen).not.toContain('Mill Lane')
    expect(chosen).not.toContain(CHOOSE_AGAIN)
  })

  it('a button that opened incidents in another way says to look the place up again', async () => {
    const running = await browsing()
    await running.open()
    const answered = running.slack.nextMessage()
    expect(await send(running, acting('incidents.open', 'v0|LE1 1WA'))).toBe(200)
    expect(read(await answered)).toContain('This button is from an older version of Street Crime.')
    expect(errors(running)).toEqual([])
  })

  it('an action nobody knows is acked and answered, in a modal in the person’s conversation', async () => {
    const running = await browsing()
    await running.open()
    const answered = running.slack.nextMessage()
    expect(await send(running, acting('incidents.map', 'x'))).toBe(200)
    expect(read(await answered)).toContain('This button is from an older version of Street Crime.')
    await running.act('incidents.list', '*1–10*')
    await running.act('incidents.next', '*11–20*')
    const told = running.slack.nextMessage()
    expect(await send(running, acting('incidents.map', 'x'))).toBe(200)
    expect(await told).toMatchObject({ from: 'app', channel: 'D0PRIYAAPP' })
    expect(read(await told)).toContain('This button is from an older version of Street Crime.')
    expect(wordsOf(modalOf(running))).toContain('*11–20*')
    expect(errors(running)).toEqual([])
  })
})

describe('Save place in the modal', () => {
  it('says in its place that it is saved, and the page stays', async () => {
    const running = await browsing()
    const { openList, act, places, slack } = running
    await openList()
    await act('incidents.next', '*11–20*')
    const view = await act('place.save', 'Saved. LE1 1WA is on your Street Crime Home tab.')
    expect(wordsOf(view)).toContain('*11–20* of 41')
    expect(places.of({ teamId: slack.workspace.id, userId: user })).toEqual(['LE1 1WA'])
  })

  it('counts beside a filter that was chosen at the same moment', async () => {
    const running = await browsing({ refusals: 'expected' })
    const { open, shows, slack } = running
    await open()
    const saved = shows('Saved. LE1 1WA is on your Street Crime Home tab.')
    await Promise.all([
      slack.act({ user, actionId: 'incidents.category', value: 'burglary' }),
      slack.act({ user, actionId: 'place.save' }),
    ])
    expect(wordsOf(await saved)).toContain('*1–10* of 13 incidents')
  })

  it('says that places are away, and the incidents go on', async () => {
    const { openList, act, places } = await browsing()
    await openList()
    places.setAvailable(false)
    await act('place.save', 'Saved places aren’t available at the moment.')
    await act('incidents.next', '*11–20* of 41')
  })
})
