import { afterEach, describe, expect, it, vi } from 'vitest'
import { labelsOf, wordsOf } from '../support/app/view-actions.ts'
import { appForEachTest } from '../support/each-test.ts'
import { buttons, partsOf, read } from '../support/read-message.ts'
import { priya, type Running } from '../support/street-crime.ts'

const start = appForEachTest()
const { channel, user } = priya
const everyone = 'U0SAM'
afterEach(() => void vi.useRealTimers())

const shortcutsOf = (running: Running) => {
  const { slack } = running
  const say = (text: string, thread?: string, where = channel) =>
    slack.say({ user: everyone, channel: where, text, ...(thread === undefined ? {} : { thread }) })
  /** Picks "Look up crime here" on a message of these words; the app's message that comes of it. */
  const here = async (text: string, thread?: string, where = channel) => {
    const { ts } = say(text, thread, where)
    const answered = slack.nextMessage()
    await slack.messageShortcut({ user, channel: where, ts, callbackId: 'look_up_here' })
    return answered
  }
  const modal = (words: string) =>
    slack.nextView((view, whose) => view.type === 'modal' && whose === user && wordsOf(view).includes(words))
  const asked = async (text: string, words: string) => {
    const opened = modal(words)
    await slack.messageShortcut({ user, channel, ts: say(text).ts, callbackId: 'look_up_here' })
    return opened
  }
  const askAnywhere = async () => {
    const opened = modal('')
    await slack.shortcut({ user, callbackId: 'look_up' })
    return opened
  }
  const type = (value: string) => slack.type({ user, actionId: 'ask.field', value })
  return { ...running, say, here, modal, asked, askAnywhere, type }
}

const withShortcuts = async (options: Parameters<typeof start>[0] = {}) => shortcutsOf(await start(options))

describe.each(['http', 'socket'] as const)('Look up crime here, in %s mode', (mode) => {
  it('answers privately with the report of the one postcode in the message', async () => {
    const { here, slack, postcodeArea } = await withShortcuts({ mode })
    const report = await here(
      'Sam & all, there was a break-in near le11wa last night :fire: did you see? https://example.com/M11AE?x=<1>',
    )
    expect(read(report)).toContain('Street crime near LE1 1WA')
    expect(report).toMatchObject({ visibleTo: user, from: 'app', channel })
    expect(buttons(report).slice(0, 2)).toEqual(['Browse incidents', 'Share to channel'])
    expect(slack.messages(channel, everyone).filter(({ from }) => from === 'app')).toEqual([])
    expect(postcodeArea.calls).toHaveLength(1)
  })

  it('anywhere asks, says beside the field what is wrong, and shows the report in the modal', async () => {
    const { askAnywhere, type, modal, slack, postcodeArea } = await withShortcuts({ mode })
    expect((await askAnywhere()).title).toMatchObject({ text: 'Look up street crime' })
    type('leicester')
    await slack.submit({ user })
    expect(slack.modalOf(user)?.errors).toEqual({
      'ask.field':
        '“leicester” isn’t a postcode. Street Crime can’t look up places by name. Type a full postcode, such as LE1 1WA. Find a postcode (www.royalmail.com/find-a-postcode).',
    })
    expect(postcodeArea.calls).toEqual([])
    type('le11wa')
    const shown = modal('Street crime near LE1 1WA')
    await slack.submit({ user })
    expect(wordsOf(await shown)).toContain('Open Government Licence')
    expect(postcodeArea.calls).toHaveLength(1)
    const incidents = modal('*1–10* of')
    await slack.act({ user, actionId: 'ask.browse' })
    expect(labelsOf(await incidents)).toContain('Save place')
    expect(postcodeArea.calls).toHaveLength(1)
  })
})

describe('a message', () => {
  it('in a thread is answered in it', async () => {
    const { here, say } = await withShortcuts()
    const { ts } = say('Anything new?')
    expect(await here('LE1 1WA had something', ts)).toMatchObject({ thread_ts: ts, visibleTo: user })
  })

  it('in a thread is answered in it all the way; only what is for everyone goes to the channel', async () => {
    const { here, say, slack, postcodeArea } = await withShortcuts()
    const { ts } = say('Anything new?')
    const press = async (message: { ts: string }, actionId: string, value?: string) => {
      const said = slack.nextMessage()
      await slack.press({ ...priya, ts: message.ts, actionId, ...(value === undefined ? {} : { value }) })
      return said
    }
    const choice = await here('LE1 1WA or M1 1AE', ts)
    const report = await press(choice, 'report.open')
    const compared = await press(choice, 'compare.open')
    const chart = await press(report, 'report.more', 'chart LE1 1WA')
    const saved = await press(report, 'place.save')
    for (const it of [choice, report, compared, chart, saved])
      expect(it).toMatchObject({ thread_ts: ts, visibleTo: user })
    for (const [of, share] of [
      [report, 'report.share'],
      [compared, 'compare.share'],
      [chart, 'chart.share'],
    ] as const) {
      const shared = await press(of, share)
      expect(shared.visibleTo).toBe('channel')
      expect(shared.thread_ts).toBeUndefined()
    }
    expect(postcodeArea.calls).toHaveLength(2)
  })

  it('of a conversation without the app is answered there, without Share between people', async () => {
    const { here } = await withShortcuts()
    const committee = await here('LE1 1WA?', undefined, 'C0COMMITTEE')
    expect(buttons(committee)).toContain('Share to channel')
    const direct = await here('LE1 1WA?', undefined, 'D0PRIYASAM')
    expect(direct).toMatchObject({ channel: 'D0PRIYASAM', visibleTo: user })
    expect(buttons(direct)).not.toContain('Share to channel')
  })

  it('with several postcodes is a choice, without a call; each leads to its report', async () => {
    const { here, slack, postcodeArea } = await withShortcuts()
    const choice = await here('From LE1 1WA to M1 1AE, and back to le1 1wa')
    expect(read(choice)).toContain('Two postcodes found.')
    expect(buttons(choice)).toEqual(['Look up LE1 1WA', 'Look up M1 1AE', 'Compare both'])
    expect(postcodeArea.calls).toEqual([])
    const report = slack.nextMessage()
    await slack.press({ ...priya, ts: choice.ts, actionId: 'report.open.1' })
    expect(read(await report)).toContain('Street crime near M1 1AE')
    const compared = slack.nextMessage()
    await slack.press({ ...priya, ts: choice.ts, actionId: 'compare.open' })
    expect(read(await compared)).toContain('Street crime near LE1 1WA and M1 1AE')
    expect(slack.messages(channel, user)).toContainEqual(choice)
  })

  it('with more postcodes than fit offers the first twenty, and says how many more', async () => {
    const { here } = await withShortcuts()
    const names = Array.from({ length: 25 }, (_, at) => `M${at + 1} 1AE`)
    const choice = await here(names.join(', '))
    expect(read(choice)).toContain('These are the first 20.')
    expect(buttons(choice)).toHaveLength(20)
  })

  it.each([
    ['Moved to EH1 1YZ', 'EH1 1YZ is in Scotland.', []],
    ['Now at EH1 1YZ', 'Try a postcode there, such as LE1 1WA.', []],
    ['M50 0AA', 'The police data service isn’t working at the moment.', ['Try again']],
    ['M40 4AA', 'We can’t find M40 4AA.', []],
  ])('"%s" is answered with its failure', async (text, words, offered) => {
    const { here } = await withShortcuts()
    const failure = await here(text)
    expect(read(failure)).toContain(words)
    expect(buttons(failure)).toEqual(offered)
  })

  it('without one opens the modal that asks', async () => {
    const { asked, postcodeArea } = await withShortcuts()
    const text = 'See https://example.com/LE11WA and commit e16anx'
    expect(partsOf((await asked(text, 'We couldn’t find a postcode')).blocks)).toContainEqual(
      expect.objectContaining({ type: 'plain_text_input' }),
    )
    expect(postcodeArea.calls).toEqual([])
  })

  it('with one in doubt opens the modal with it, and one more press looks it up', async () => {
    const { asked, modal, slack } = await withShortcuts()
    await asked('meet at e16an on the corner', 'Did you mean the postcode E1 6AN?')
    const shown = modal('Street crime near E1 6AN')
    await slack.submit({ user })
    await shown
  })

  it('of this app is display, and is not read back', async () => {
    const { ask, asked: _, modal, slack } = await withShortcuts()
    const report = await ask('LE1 1WA')
    const posted = slack.nextMessage()
    await slack.press({ ...priya, ts: report.ts, actionId: 'report.share' })
    const { ts } = await posted
    const opened = modal('We couldn’t find a postcode')
    await slack.messageShortcut({ user, channel, ts, callbackId: 'look_up_here' })
    await opened
  })

  it.each(['expired_trigger_id', 'fatal_error'])(
    'where Slack answers %s is answered in words',
    async (error) => {
      const { here, slack } = await withShortcuts({ refusals: 'expected' })
      slack.faults.set({ where: 'views.open', what: 'error', error })
      expect(read(await here('nothing here'))).toContain('We couldn’t find a postcode in this message.')
    },
  )

  it('whose look-up takes its time is answered with one line first', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const { say, slack, postcodeArea } = await withShortcuts()
    const release = postcodeArea.hold()
    const called = postcodeArea.nextCall()
    const { ts } = say('LE1 1WA')
    await slack.messageShortcut({ user, channel, ts, callbackId: 'look_up_here' })
    await called
    const line = slack.nextMessage()
    await vi.advanceTimersByTimeAsync(2_500)
    expect(await line).toMatchObject({ text: 'Looking up LE1 1WA …', visibleTo: user })
    const report = slack.nextMessage()
    release()
    expect(read(await report)).toContain('Street crime near LE1 1WA')
  })
})

describe('the modal that asks', () => {
  const opened = async (options: Parameters<typeof start>[0] = {}) => {
    const running = await withShortcuts(options)
    await running.askAnywhere()
    return running
  }

  it.each([
    ['SWIA 1AA', 'Did you mean SW1A 1AA?'],
    ['EH1 1YZ', 'EH1 1YZ is in Scotland.'],
    ['<!channel>', 'Which place? Add a full postcode, such as LE1 1WA.'],
  ])('says beside its field what is wrong with %s', async (typed, words) => {
    const { type, slack } = await opened()
    type(typed)
    await slack.submit({ user })
    expect(slack.modalOf(user)?.errors['ask.field']).toContain(words)
  })

  it('shows the categories that are typed, says what was not understood, and browses those', async () => {
    const { type, modal, slack, postcodeArea } = await opened()
    type('LE1 1WA burglary, dragons')
    const shown = modal('Burglary near LE1 1WA')
    await slack.submit({ user })
    expect(wordsOf(await shown)).toContain('We didn’t understand “dragons”.')
    expect(labelsOf(await shown)).toEqual(['Browse incidents', 'All categories'])
    const all = modal('Street crime near LE1 1WA')
    await slack.act({ user, actionId: 'ask.retry' })
    expect(labelsOf(await all)).toEqual(['Browse incidents'])
    expect(postcodeArea.calls).toHaveLength(1)
  })

  it('says a failure, and Try again puts it right', async () => {
    const { type, modal, slack, postcodeArea } = await opened()
    postcodeArea.respond({ status: 500, body: '{}' })
    type('LE1 1WA')
    const failed = modal('The police data service isn’t working at the moment.')
    await slack.submit({ user })
    expect(labelsOf(await failed)).toEqual(['Try again'])
    postcodeArea.respond(undefined)
    const shown = modal('Street crime near LE1 1WA')
    await slack.act({ user, actionId: 'ask.retry' })
    await shown
  })

  it('answers at once from memory', async () => {
    const { ask, type, slack, modal, postcodeArea } = await opened()
    await ask('LE1 1WA')
    type('LE1 1WA')
    const shown = modal('Street crime near LE1 1WA')
    await slack.submit({ user })
    await shown
    expect(postcodeArea.calls).toHaveLength(1)
  })

  it('that is closed during the look-up is closed for good, without an error', async () => {
    const running = await opened({ refusals: 'expected' })
    const { type, modal, slack, postcodeArea, nextLog, logLines } = running
    const release = postcodeArea.hold()
    const called = postcodeArea.nextCall()
    type('LE1 1WA')
    const waiting = modal('Looking up LE1 1WA …')
    await slack.submit({ user })
    await Promise.all([waiting, called])
    await slack.closeModal({ user })
    const ended = nextLog('answered')
    release()
    await ended
    expect(slack.modalOf(user)).toBeUndefined()
    expect(logLines().filter(({ level }) => level === 'error')).toEqual([])
  })
})
