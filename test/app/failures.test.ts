import { describe, expect, it } from 'vitest'
import { appForEachTest } from '../support/each-test.ts'
import { buttons, partsOf, read } from '../support/read-message.ts'

type Row = {
  readonly when: string
  readonly typed: string
  readonly reads: string
  readonly buttons: readonly string[]
  /** Calls to the supplier after typing it once, and twice. */
  readonly calls: readonly [number, number]
}

const row = (when: string, typed: string, reads: string, offered: string[], calls: Row['calls']): Row => ({
  when,
  typed,
  reads,
  buttons: offered,
  calls,
})

const NO_RESULTS =
  'in the latest month.\nThat doesn’t mean there was no crime: figures can be late or missing.'
const KEY = 'Street Crime can’t get its figures.\nThe app’s data key isn’t working'
const BROKEN =
  'The police data service isn’t working at the moment.\nThe problem is on their side. Try again in a few minutes.'
const GARBLED =
  'The police data service sent something we can’t read.\nWe’ve logged it for whoever runs this app.'
const SILENT = 'The police data service didn’t answer.\nTry again in a few minutes.'
const again = ['Try again']

// Every failure but those for which time must pass (try-again.test.ts, slow.test.ts).
const rows: readonly Row[] = [
  row(
    'no postcode',
    'tea',
    '“tea” isn’t a postcode.\nStreet Crime can’t look up places by name. Type a full postcode, such as /crime LE1 1WA.',
    [],
    [0, 0],
  ),
  row('a slip', 'SWIA 1AA', 'isn’t a UK postcode.\nDid you mean SW1A 1AA?', ['Look up SW1A 1AA'], [0, 0]),
  row('400', 'M40 0AA', '“M40 0AA” isn’t a UK postcode.', [], [1, 2]),
  row(
    'Scotland',
    'EH1 1AA',
    'EH1 1AA is in Scotland.\nStreet Crime covers England and Wales only.',
    [],
    [0, 0],
  ),
  row('Belfast', 'BT1 1AA', 'BT1 1AA is in Northern Ireland.', [], [0, 0]),
  row('no area', 'ZZ1 1AA', 'There’s no postcode area ZZ.', [], [0, 0]),
  row('404', 'M40 4AA', 'We can’t find M40 4AA.\nCheck the postcode, or try one nearby.', [], [1, 1]),
  row('404, no results', 'M40 4NR', `Nothing was recorded near M40 4NR ${NO_RESULTS}`, [], [1, 1]),
  row('empty data', 'M20 0EY', `Nothing was recorded near M20 0EY ${NO_RESULTS}`, [], [1, 1]),
  row('401', 'M40 1AA', KEY, [], [1, 1]),
  row('403', 'M40 3AA', KEY, [], [1, 1]),
  row(
    '402',
    'M40 2AA',
    'Street Crime has used up its data allowance.\nTell whoever looks after Street Crime',
    [],
    [1, 1],
  ),
  row('429', 'M42 9AA', 'Street Crime is busy.\nTry again at ', again, [1, 1]),
  row('500, twice', 'M50 0AA', BROKEN, again, [2, 4]),
  row('503, twice', 'M50 3AA', BROKEN, again, [2, 4]),
  row('reset', 'M60 0RS', SILENT, again, [2, 4]),
  row('204', 'M20 4AA', GARBLED, again, [1, 2]),
  row('301', 'M30 1AA', GARBLED, again, [1, 2]),
  row('data null', 'M20 0ND', GARBLED, again, [1, 2]),
  row('data {}', 'M20 0BJ', GARBLED, again, [1, 2]),
  row('HTML', 'M20 0HT', GARBLED, again, [1, 2]),
  row('half an answer', 'M20 0TR', GARBLED, again, [1, 2]),
  row('an error with status 200', 'M20 0ER', BROKEN, again, [1, 2]),
  row('17 MiB', 'M20 0XL', GARBLED, again, [1, 2]),
]

describe('each failure', () => {
  const start = appForEachTest()
  it.each(rows)('$when ($typed)', async ({ typed, reads, buttons: offered, calls }) => {
    const { ask, postcodeArea, slack } = await start()
    const said = await ask(typed)
    expect(read(said)).toContain(reads)
    expect(buttons(said)).toEqual(offered)
    expect(said.visibleTo).toBe('U0PRIYA')
    expect(slack.messages('C0NEIGHBOURS', 'U0SAM')).toEqual([])
    expect(postcodeArea.calls).toHaveLength(calls[0])
    expect(read(await ask(typed))).toContain(reads)
    expect(postcodeArea.calls).toHaveLength(calls[1])
    // The app is none the worse for it, unless it must not call: a good place still has its report.
    if (calls[0] !== calls[1] || calls[0] === 0) expect(read(await ask('LE1 1WA'))).toContain('near LE1 1WA')
  })

  it('names a time that is not too early, and tells the operator what to do', async () => {
    const { ask, logLines } = await start()
    const before = Date.now()
    const busy = await ask('M42 9AA')
    const [date] = partsOf(busy.blocks).filter((part) => part.type === 'date')
    const shown = Number(date?.timestamp) * 1_000
    // Retry-After: 60. A whole minute is shown, so at most one more.
    expect(shown).toBeGreaterThanOrEqual(before + 60_000)
    expect(shown).toBeLessThanOrEqual(Date.now() + 120_000)
    expect(logLines().filter(({ failure }) => failure === 'rate-limited')).toHaveLength(1)
  })

  it('is a defect of ours: the reference is the id of its log lines', async () => {
    const { ask, logLines } = await start({
      supplier: { incidentsNear: () => Promise.reject(new Error('a wheel came off')) },
    })
    const said = await ask('LE1 1WA')
    expect(read(said)).toContain('Something went wrong in Street Crime.')
    expect(buttons(said)).toEqual(again)
    const reference = /in your workspace: ([0-9a-f]{6}-[0-9a-z]+)\./.exec(read(said))?.[1]
    const line = logLines().find(({ level }) => level === 'error')
    expect(line).toMatchObject({ request: reference, err: { message: 'a wheel came off' } })
  })
})
