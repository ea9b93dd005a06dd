import { describe, expect, it } from 'vitest'
import type { SlackMessage } from '../../playground/slack/slack.ts'
import { errors, HOUR } from '../support/app/browse-actions.ts'
import { labelsOf, viewActions, wordsOf } from '../support/app/view-actions.ts'
import { appForEachTest } from '../support/each-test.ts'
import { read } from '../support/read-message.ts'
import { priya, type Running } from '../support/street-crime.ts'

const start = appForEachTest()
const { user } = priya

const copying = async (options: Parameters<typeof start>[0] = {}) => {
  const running: Running = await start(options)
  const { act, shows } = viewActions(running, 'modal')
  const copy = ({ ts }: SlackMessage, query = 'LE1 1WA') =>
    running.slack.press({ ...priya, ts, actionId: 'report.more', value: `text ${query}` })
  return { ...running, running, act, shows, copy }
}

describe('Copy as text', () => {
  it('shows the report with month, source and licence, without another call', async () => {
    const { ask, shows, copy, postcodeArea, running } = await copying()
    const shown = shows('Street crime near ST20 0LY')
    await copy(await ask('ST20 0LY'), 'ST20 0LY')
    const view = await shown
    expect(view.title).toMatchObject({ text: 'Copy as text' })
    const words = wordsOf(view)
    expect(words).toContain('shown on or near the closest street')
    expect(words).toMatch(/\d+ incidents in [A-Z][a-z]+ 20\d\d, the latest published/)
    expect(words).toMatch(
      /Source: data\.police\.uk, fetched on \d+ [A-Z][a-z]+ 20\d\d at \d\d:\d\d, London time\./,
    )
    expect(words).toContain('Open Government Licence v3.0 (https://www.nationalarchives.gov.uk/')
    expect(postcodeArea.calls).toHaveLength(1)
    expect(errors(running)).toEqual([])
  })

  it('leaves nothing with Slack that it would send back: no state, no metadata, nothing to submit', async () => {
    const { ask, shows, copy } = await copying()
    const shown = shows('Street crime near LE1 1WA')
    await copy(await ask('LE1 1WA'))
    expect(await shown).toMatchObject({ private_metadata: '', state: { values: {} }, submit: null })
  })

  it('of one category', async () => {
    const { ask, shows, copy } = await copying()
    const shown = shows('Burglary near LE1 1WA')
    await copy(await ask('LE1 1WA burglary'), 'LE1 1WA;burglary')
    expect(wordsOf(await shown)).toContain('Outcomes')
  })

  it('is there before a slow look-up has ended, and is filled then', async () => {
    const { ask, shows, copy, later, postcodeArea } = await copying()
    const report = await ask('LE1 1WA')
    later(HOUR)
    const release = postcodeArea.hold()
    const called = postcodeArea.nextCall()
    const loading = shows('Looking up LE1 1WA …')
    await copy(report)
    await called
    const { id } = await loading
    const filled = shows('Street crime near LE1 1WA')
    release()
    expect((await filled).id).toBe(id)
  })

  it('a failure has its Try again in the modal', async () => {
    const { ask, shows, act, copy, later, postcodeArea } = await copying()
    const report = await ask('LE1 1WA')
    later(HOUR)
    postcodeArea.respond({ status: 500 })
    const failed = shows('The police data service isn’t working at the moment.')
    await copy(report)
    expect(labelsOf(await failed)).toEqual(['Try again'])
    postcodeArea.respond(undefined)
    await act({ actionId: 'text.retry' }, 'Street crime near LE1 1WA')
  })

  it.each(['expired_trigger_id', 'fatal_error'])('Slack answers %s: the report, at least', async (error) => {
    const { ask, copy, slack } = await copying({ refusals: 'expected' })
    const report = await ask('LE1 1WA')
    slack.faults.set({ where: 'views.open', what: 'error', error })
    const said = slack.nextMessage()
    await copy(report)
    expect(read(await said)).toContain('Street crime near LE1 1WA')
    expect(slack.modalOf(user)).toBeUndefined()
  })

  it('closed during the look-up is closed for good, without an error', async () => {
    const { ask, shows, copy, later, postcodeArea, slack, nextLog, running } = await copying({
      refusals: 'expected',
    })
    const report = await ask('LE1 1WA')
    later(HOUR)
    const release = postcodeArea.hold()
    const called = postcodeArea.nextCall()
    const loading = shows('Looking up')
    await copy(report)
    await Promise.all([loading, called])
    await slack.closeModal({ user })
    const ended = nextLog('answered')
    release()
    await ended
    expect(slack.modalOf(user)).toBeUndefined()
    expect(errors(running)).toEqual([])
  })
})
