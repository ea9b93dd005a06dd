import { describe, expect, it } from 'vitest'
import { appForEachTest } from '../support/each-test.ts'
import { buttons, read } from '../support/read-message.ts'

const MINUTE = 60_000
const start = appForEachTest()

describe('Try again', () => {
  it.each([
    ['500', { status: 500, body: '{}' }],
    ['a reset', { beforeAnswer: 'reset' as const }],
    ['HTML', { body: '<h1>Soon</h1>' }],
  ])('puts the report in place of the failure after %s', async (_, answer) => {
    const { ask, pressInPlace, postcodeArea, slack } = await start()
    postcodeArea.respond(answer)
    const failure = await ask('LE1 1WA burglary')
    expect(buttons(failure)).toEqual(['Try again'])
    postcodeArea.respond(undefined)
    const report = await pressInPlace(failure, 'report.retry')
    expect(read(report)).toContain('Burglary near LE1 1WA')
    expect(slack.messages('C0NEIGHBOURS', 'U0PRIYA')).toHaveLength(1)
  })

  it('still fails in place where the supplier is still unwell', async () => {
    const { ask, pressInPlace } = await start()
    const failure = await ask('M50 0AA')
    const again = await pressInPlace(failure, 'report.retry')
    expect(read(again)).toContain('The police data service isn’t working at the moment.')
    expect(buttons(again)).toEqual(['Try again'])
  })

  it('after a defect of ours', async () => {
    const answers = [new Error('a wheel came off')]
    const { ask, pressInPlace } = await start({
      supplier: {
        incidentsNear: async () => {
          const broken = answers.shift()
          if (broken !== undefined) throw broken
          return { ok: false, failure: { failure: { kind: 'unreachable' }, because: 'ECONNRESET' } }
        },
      },
    })
    const failure = await ask('LE1 1WA')
    expect(read(await pressInPlace(failure, 'report.retry'))).toContain('didn’t answer')
  })
})

describe('while the supplier must not be called', () => {
  it.each([
    ['401', 'M40 1AA', 5 * MINUTE],
    ['403', 'M40 3AA', 5 * MINUTE],
    ['402', 'M40 2AA', 15 * MINUTE],
    ['429', 'M42 9AA', MINUTE],
  ])('no place is looked up after a %s, until the time has come', async (_, typed, until) => {
    const { ask, later, postcodeArea } = await start()
    const failure = read(await ask(typed)).split('\n')[0]
    // Ten seconds in hand for what the test itself takes.
    later(until - 10_000)
    expect(read(await ask('LE1 1WA'))).toContain(failure)
    expect(postcodeArea.calls).toHaveLength(1)
    later(10_000)
    expect(read(await ask('LE1 1WA'))).toContain('Street crime near LE1 1WA')
    expect(postcodeArea.calls).toHaveLength(2)
  })

  it('a report in memory is still shown', async () => {
    const { ask } = await start()
    await ask('LE1 1WA')
    await ask('M40 1AA')
    expect(read(await ask('LE1 1WA'))).toContain('Street crime near LE1 1WA')
    expect(read(await ask('LE1 1WB'))).toContain('can’t get its figures')
  })

  it('Try again after a 429 replaces it with the report once the time has come', async () => {
    const { ask, later, pressInPlace, postcodeArea } = await start()
    postcodeArea.respond({ status: 429, headers: { 'retry-after': '7200' } })
    const busy = await ask('LE1 1WA')
    postcodeArea.respond(undefined)
    const still = await pressInPlace(busy, 'report.retry')
    expect(read(still)).toContain('Street Crime is busy.')
    expect(postcodeArea.calls).toHaveLength(1)
    later(7_200_000)
    expect(read(await pressInPlace(still, 'report.retry'))).toContain('Street crime near LE1 1WA')
  })

  it.each([
    ['no Retry-After', undefined, 60],
    ['nonsense', 'soon', 60],
    ['two days', '172800', 86_400],
  ])('a 429 with %s', async (_, header, seconds) => {
    const { ask, later, postcodeArea } = await start()
    postcodeArea.respond({ status: 429, headers: header === undefined ? {} : { 'retry-after': header } })
    await ask('LE1 1WA')
    postcodeArea.respond(undefined)
    later(seconds * 1_000 - 10_000)
    expect(read(await ask('LE1 1WA'))).toContain('busy')
    later(10_000)
    expect(read(await ask('LE1 1WA'))).toContain('Street crime near')
  })
})

describe('the memory', () => {
  it('answers for an hour and asks again after it', async () => {
    const { ask, later, postcodeArea } = await start()
    await ask('LE1 1WA')
    later(59 * MINUTE)
    await ask('LE1 1WA burglary')
    expect(postcodeArea.calls).toHaveLength(1)
    later(MINUTE)
    await ask('LE1 1WA')
    expect(postcodeArea.calls).toHaveLength(2)
  })
})
