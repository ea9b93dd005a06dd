import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { appForEachTest } from '../support/each-test.ts'
import { buttons, partsOf, read } from '../support/read-message.ts'
import { priya, type Running, SCOPES } from '../support/street-crime.ts'

const start = appForEachTest()
const { user } = priya
const OWN = 'D0PRIYAAPP'

/** Writes to the app in its own conversation, or mentions it; and waits for what it says. */
const talk = (running: Running) => {
  const { slack } = running
  const answered = async (text: string, channel: string, thread?: string) => {
    const answer = slack.nextMessage((it) => it.channel === channel && it.from === 'app')
    slack.say({ user, channel, text, ...(thread === undefined ? {} : { thread }) })
    return answer
  }
  return {
    ...running,
    write: (text: string, thread?: string) => answered(text, OWN, thread),
    mention: (text: string, thread?: string) => answered(`@Street Crime ${text}`, priya.channel, thread),
  }
}

const started = async (options: Parameters<typeof start>[0] = {}) => {
  const running = await start(options)
  running.slack.workspace.invite(priya.channel)
  return talk(running)
}

/** Sends something that nobody answers, and then something that is: nothing may come between. */
const unanswered = async ({ slack, write }: Awaited<ReturnType<typeof started>>, act: () => unknown) => {
  const posted: string[] = []
  const stop = slack.on((change) => {
    if (change.kind === 'posted' && change.message.from === 'app') posted.push(read(change.message))
  })
  act()
  expect(read(await write('help'))).toContain('What you can type')
  stop()
  expect(posted).toHaveLength(1)
}

describe.each(['http', 'socket'] as const)('over %s', (mode) => {
  it('a message to the app is answered in its conversation, and a button there works', async () => {
    const { write, slack } = await started({ mode })
    const report = await write('LE1 1WA burglary')
    expect(read(report)).toContain('Burglary near LE1 1WA')
    expect(report).toMatchObject({ channel: OWN, visibleTo: 'channel' })
    const posted = slack.calls.find(({ method }) => method === 'chat.postMessage')
    expect(posted?.args).toMatchObject({ unfurl_links: 'false', unfurl_media: 'false' })
    expect(buttons(report)).not.toContain('Share to channel')
    const replaced = slack.nextEvent((it) => it.kind === 'replaced' && it.message.ts === report.ts)
    await slack.press({ user, channel: OWN, ts: report.ts, actionId: 'report.all' })
    expect(await replaced).toMatchObject({
      message: { text: expect.stringContaining('Street crime near LE1 1WA') },
    })
  })

  it('a mention is answered in its channel, to the person alone, who can share it', async () => {
    const { mention, slack } = await started({ mode })
    const answer = await mention('LE1 1WA vs B1 1BB')
    expect(answer).toMatchObject({ channel: priya.channel, visibleTo: user })
    expect(answer.thread_ts).toBeUndefined()
    expect(read(answer)).toContain('B1 1BB')
    const posted = slack.nextMessage()
    await slack.press({ ...priya, ts: answer.ts, actionId: 'compare.share' })
    expect(await posted).toMatchObject({ visibleTo: 'channel' })
  })

  it('a mention in a thread is answered in the thread, and what its buttons answer stays there', async () => {
    const { mention, slack } = await started({ mode })
    const { ts: first } = slack.say({ ...priya, text: 'Anything near the office?' })
    const answer = await mention('LE1 1WA', first)
    expect(answer).toMatchObject({ thread_ts: first, visibleTo: user })
    const chart = slack.nextMessage()
    await slack.press({ ...priya, ts: answer.ts, actionId: 'place.save' })
    expect(await chart).toMatchObject({ thread_ts: first, visibleTo: user })
  })
})

describe('what a mention asks to share', () => {
  it('is asked about in the words of Share, and then shown to everyone in its thread', async () => {
    const { mention, slack, postcodeArea } = await started()
    const { ts: first } = slack.say({ ...priya, text: 'Anything near the office?' })
    const question = await mention('share LE1 1WA burglary', first)
    expect(question).toMatchObject({ visibleTo: user, thread_ts: first })
    expect(read(question)).toContain('Share in this thread?')
    expect(read(question)).toContain('Everyone here will see these figures for LE1 1WA, shared by you.')
    expect(buttons(question)).toEqual(['Share', 'Show only to me'])
    expect(postcodeArea.calls).toEqual([])
    const posted = slack.nextMessage()
    const replaced = slack.nextEvent((it) => it.kind === 'replaced')
    await slack.press({ ...priya, ts: question.ts, actionId: 'conversation.share' })
    const shared = await posted
    expect(shared).toMatchObject({ visibleTo: 'channel', thread_ts: first })
    expect(read(shared)).toContain('Burglary near LE1 1WA')
    expect(await replaced).toMatchObject({ message: { ts: question.ts, text: 'Shared with everyone here.' } })
  })

  it.each(['LE1 1WA everyone', 'LE1 1WA, B1 1BB share with everyone'])('%s', async (text) => {
    const { mention, slack } = await started()
    const question = await mention(text)
    expect(read(question)).toContain('Share with this channel?')
    const posted = slack.nextMessage()
    await slack.press({ ...priya, ts: question.ts, actionId: 'conversation.share' })
    const shared = await posted
    expect(shared).toMatchObject({ visibleTo: 'channel' })
    expect(shared.thread_ts).toBeUndefined()
  })

  it('can be shown to the person alone in place of the question', async () => {
    const { mention, pressInPlace } = await started()
    const question = await mention('share LE1 1WA')
    expect(read(await pressInPlace(question, 'report.retry'))).toContain('Street crime near LE1 1WA')
  })

  it('is not shared where there are no figures: the person reads why in place of the question', async () => {
    const { mention, pressInPlace } = await started()
    const question = await mention('share M40 4AA')
    expect(read(await pressInPlace(question, 'conversation.share'))).toContain('We can’t find M40 4AA.')
  })
})

describe('all that /crime can do', () => {
  it.each([
    ['alert', 'Which place?'],
    ['alert Leicester', '“Leicester” isn’t a postcode.'],
    ['alerts', 'no alerts'],
    ['pause LE1 1WA', 'There’s no alert for LE1 1WA here.'],
    ['stop LE1 1WA', 'There’s no alert for LE1 1WA here.'],
    ['save LE1 1WA', 'LE1 1WA'],
    ['saved', 'saved'],
    ['remove LE1 1WA', 'LE1 1WA'],
    ['forget', 'saved'],
    ['chart LE1 1WA', 'LE1 1WA'],
    ['export LE1 1WA', 'choose Copy as text'],
    ['compare LE1 1WA B1 1BB', 'B1 1BB'],
    ['help', 'What you can type'],
    ['categories', 'The categories are'],
    ['burglary', 'Burglary where?'],
    ['12 High St\nLeicester\nLE1 1WA', 'Street crime near LE1 1WA'],
    ['LE1 1WA vs Leicester', '“Leicester” isn’t a postcode.'],
  ])('%s, in the conversation and behind a mention', async (text, words) => {
    const { write, mention } = await started()
    expect(read(await write(text))).toContain(words)
    const answer = await mention(text)
    expect(answer.visibleTo).toBe(user)
    expect(read(answer)).toContain(words)
  })

  it('an alert that a mention sets up is announced in the channel, and confirmed to the person', async () => {
    const { mention, slack } = await started()
    const confirmed = slack.nextMessage((it) => it.visibleTo === user)
    expect(await mention('alert LE1 1WA')).toMatchObject({ channel: priya.channel, visibleTo: 'channel' })
    expect(read(await confirmed)).toContain('Alert set up for LE1 1WA')
  })

  it('an alert that was asked for without a place has a button to its form', async () => {
    const { write, slack } = await started()
    const { ts } = await write('alert')
    const form = slack.nextView((view) => view.type === 'modal')
    await slack.press({ user, channel: OWN, ts, actionId: 'alert.add' })
    expect(await form).toMatchObject({ type: 'modal' })
  })

  it('examples fit where they stand', async () => {
    const { write, mention } = await started()
    expect(read(await write('burglary'))).toContain('such as LE1 1WA burglary')
    expect(read(await mention('burglary'))).toContain('such as @Street Crime LE1 1WA burglary')
  })

  // Slack has no commands in threads.
  it.each([
    ['help', 'LE1 1WA vs B1 1BB'],
    ['alerts', 'alert LE1 1WA'],
    ['stop LE1 1WA', 'alerts'],
    ['pause LE1 1WA', 'alerts'],
    ['saved', 'LE1 1WA'],
  ])('%s names nothing that cannot be typed where it is answered', async (text, typed) => {
    const { write, mention, slack } = await started()
    const { ts: first } = slack.say({ ...priya, text: 'Anything near the office?' })
    const inThread = await mention(text, first)
    const direct = await write(text)
    const codesOf = ({ blocks }: typeof direct) =>
      partsOf(blocks).flatMap((part) => (Object(part.style).code ? [part.text] : []))
    expect(codesOf(inThread)).toContain(`@Street Crime ${typed}`)
    expect(codesOf(direct)).toContain(typed)
    for (const answer of [inThread, direct]) expect(JSON.stringify(answer)).not.toContain('/crime')
  })
})

describe('the conversation', () => {
  it('greets in two lines, with examples as buttons that work', async () => {
    const { write, slack } = await started()
    const greeting = await write('hello')
    expect(read(greeting)).toContain('Type a full postcode to see what the police recorded near it.')
    expect(buttons(greeting)).toEqual([
      'Look up LE1 1WA',
      'Show burglary near LE1 1WA',
      'Compare LE1 1WA and B1 1BB',
    ])
    const report = slack.nextMessage()
    await slack.press({ user, channel: OWN, ts: greeting.ts, actionId: 'report.open.2' })
    expect(read(await report)).toContain('Burglary near LE1 1WA')
  })

  it.each(['thanks', 'Thank you so much!', 'cheers 👍', ':+1:', 'ok great', 'Thanks for your help.'])(
    'leaves %j without an answer',
    async (text) => {
      const running = await started()
      await unanswered(running, () => running.slack.say({ user, channel: OWN, text }))
    },
  )

  it('answers in a thread where the message stands in one', async () => {
    const { write, slack } = await started()
    const { ts } = slack.say({ user, channel: OWN, text: 'thanks' })
    expect(await write('LE1 1WA', ts)).toMatchObject({ thread_ts: ts })
  })

  it('leaves edits, deletions, its own messages and those of other apps alone', async () => {
    const running = await started()
    const { slack } = running
    await unanswered(running, () => {
      const { ts } = slack.say({ user, channel: OWN, text: 'thanks' })
      slack.editMessage(ts, 'LE1 1WA')
      slack.deleteMessage(ts)
      const mentioned = slack.say({ ...priya, text: 'Nothing yet' })
      slack.editMessage(mentioned.ts, '<@U0STREETCRIME> LE1 1WA')
    })
  })

  it('lives beside alerts: their lines, and their buttons', async () => {
    const { write, slack } = await started()
    const setUp = slack.nextMessage((it) => read(it).includes('Alert set up for LE1 1WA'))
    expect(read(await write('alert LE1 1WA'))).toContain('set up an alert for')
    await setUp
    const list = await write('alerts')
    expect(read(list)).toContain('LE1 1WA')
    const stopped = slack.nextMessage((it) => it.channel === OWN)
    await slack.command({ user, channel: OWN, text: 'stop LE1 1WA' })
    expect(read(await stopped)).toContain('LE1 1WA')
    expect(read(await write('B1 1BB'))).toContain('Street crime near B1 1BB')
  })

  it('counts look-ups as commands are counted', async () => {
    const { write, ask } = await started({ limits: { daily: 1 } })
    expect(read(await ask('LE1 1WA'))).toContain('Street crime near LE1 1WA')
    expect(read(await write('B1 1BB'))).toContain('has used its 1 look-up for today')
  })
})

describe('a slow answer', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
  afterEach(() => void vi.useRealTimers())

  it('in the conversation is preceded by a line that it replaces', async () => {
    const { slack, write, postcodeArea } = await started()
    const release = postcodeArea.hold()
    const called = postcodeArea.nextCall()
    const line = write('LE1 1WA')
    await called
    await vi.advanceTimersByTimeAsync(2_500)
    expect(await line).toMatchObject({ text: 'Looking up LE1 1WA …' })
    const replaced = slack.nextEvent((it) => it.kind === 'replaced')
    release()
    expect(await replaced).toMatchObject({
      message: { ts: (await line).ts, text: expect.stringContaining('Street crime near LE1 1WA') },
    })
  })

  it('in a channel is preceded by a line to the person alone', async () => {
    const { slack, mention, postcodeArea } = await started()
    const release = postcodeArea.hold()
    const called = postcodeArea.nextCall()
    const line = mention('LE1 1WA')
    await called
    await vi.advanceTimersByTimeAsync(2_500)
    expect(await line).toMatchObject({ text: 'Looking up LE1 1WA …', visibleTo: user })
    const report = slack.nextMessage()
    release()
    expect(await report).toMatchObject({
      visibleTo: user,
      text: expect.stringContaining('Street crime near'),
    })
  })
})

describe('where the app may not answer', () => {
  it.each([
    ['not_in_channel', 'isn’t a member of the channel'],
    ['channel_not_found', 'isn’t a member of the channel'],
    ['user_not_in_channel', 'isn’t allowed to answer'],
    ['cannot_reply_to_message', 'isn’t allowed to answer'],
    ['restricted_action', 'isn’t allowed to answer'],
    ['missing_scope', 'isn’t allowed to answer'],
  ])('%s: the person reads why in the app’s own conversation, once', async (error, words) => {
    const { slack, logLines } = await started({ refusals: 'expected' })
    slack.faults.set({ where: 'chat.postEphemeral', what: 'error', error })
    const told = slack.nextMessage((it) => it.channel === OWN)
    slack.say({ ...priya, text: '@Street Crime LE1 1WA' })
    expect(read(await told)).toContain(words)
    expect(logLines().filter(({ reason }) => reason === error)).toHaveLength(1)
  })

  it('a database that refuses to note an event leaves nobody without an answer', async () => {
    const seenEvents = { isNew: () => Promise.reject(new Error('permission denied for table seen_event')) }
    const { mention, write, logLines } = await started({ seenEvents })
    expect(read(await mention('LE1 1WA'))).toContain('Street crime near LE1 1WA')
    expect(read(await write('LE1 1WA'))).toContain('Street crime near LE1 1WA')
    expect(logLines().filter(({ msg }) => String(msg).includes('noted as seen'))).toHaveLength(2)
  })

  it('without the new scopes nothing is sent, /crime and Home go on, and the operator reads once what to do', async () => {
    const scopes = SCOPES.slice(0, 3)
    const running = await start({ slack: { scopes }, logLevel: 'warn' })
    const { slack, ask, nextLog, logLines } = running
    const warned =
      logLines().find(({ missing }) => missing !== undefined) ?? (await nextLog('without these scopes'))
    expect(warned).toMatchObject({ level: 'warn', missing: 'app_mentions:read, im:history' })
    slack.workspace.invite(priya.channel)
    slack.say({ ...priya, text: '@Street Crime LE1 1WA' })
    slack.say({ user, channel: OWN, text: 'LE1 1WA' })
    expect(read(await ask('LE1 1WA'))).toContain('Street crime near LE1 1WA')
    const home = slack.nextView((view) => view.type === 'home')
    await slack.openHome({ user })
    expect(await home).toMatchObject({ type: 'home' })
    expect(slack.traffic.filter(({ what }) => what === 'app_mention' || what === 'message')).toEqual([])
    expect(logLines().filter(({ missing }) => missing !== undefined)).toHaveLength(1)
  })
})
