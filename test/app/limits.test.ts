import { describe, expect, it } from 'vitest'
import { viewActions, wordsOf } from '../support/app/view-actions.ts'
import { appForEachTest } from '../support/each-test.ts'
import { buttons, read } from '../support/read-message.ts'
import { priya } from '../support/street-crime.ts'

const start = appForEachTest()
const sam = { user: 'U0SAM', channel: 'C0COMMITTEE' }

const TWENTY = Array.from({ length: 20 }, (_, at) => `LE${at + 1} 1WA`)

describe.each(['http', 'socket'] as const)('limits in %s mode', (mode) => {
  it('a person’s twenty-first new postcode waits; what is in memory opens, and others go on', async () => {
    const { ask, postcodeArea } = await start({ mode, limits: { daily: null } })
    for (const typed of TWENTY) expect(read(await ask(typed))).toContain(`near ${typed}`)
    const refused = await ask('M1 1AE')
    expect(read(refused)).toMatch(
      /^You’ve looked up 20 postcodes in 10 minutes, the most you can\..*Try again .*\d\d:\d\d London time\./s,
    )
    expect(buttons(refused)).toEqual(['Try again'])
    expect(read(await ask('LE7 1WA'))).toContain('near LE7 1WA')
    expect(postcodeArea.calls).toHaveLength(20)
    expect(read(await ask('M1 1AE', sam))).toContain('near M1 1AE')
  })

  it('a workspace’s day is shared by its people and by every way to look up, and Home tells its use', async () => {
    const running = await start({ mode, limits: { daily: 2 } })
    const { ask, postcodeArea } = running
    const { openHome, act } = viewActions(running, 'home')
    expect(wordsOf(await openHome('Look-ups'))).toContain('Look-ups in this workspace today: 0 of 2.')
    await ask('LE1 1WA')
    expect(wordsOf(await openHome('today: 1 of 2.'))).not.toContain('Figures')
    await act({ actionId: 'home.field', value: 'LE2 1WA' }, 'near LE2 1WA')
    const refused = await ask('LE3 1WA', sam)
    expect(read(refused)).toContain('This workspace has used its 2 look-ups for today.')
    await act(
      { actionId: 'home.field', value: 'LE3 1WA' },
      'This workspace has used its 2 look-ups for today.',
    )
    await openHome('today: 2 of 2.')
    expect(read(await ask('LE2 1WA', priya))).toContain('near LE2 1WA')
    expect(postcodeArea.calls).toHaveLength(2)
  })
})
