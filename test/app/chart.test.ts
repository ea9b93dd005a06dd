import { describe, expect, it } from 'vitest'
import { signatureHeaders } from '../../playground/slack/signature.ts'
import type { SlackMessage } from '../../playground/slack/slack.ts'
import { errors, HOUR, send } from '../support/app/browse-actions.ts'
import { appForEachTest } from '../support/each-test.ts'
import { buttons, partsOf, read } from '../support/read-message.ts'
import { priya, type Running, SECRETS } from '../support/street-crime.ts'

const start = appForEachTest()
const DAY = 24 * HOUR
const REFUSED = 'This workspace can’t show charts yet.'

const chartsIn = ({ blocks }: SlackMessage) =>
  partsOf(blocks).filter(({ type }) => type === 'data_visualization')
const choicesOf = ({ blocks }: SlackMessage): string[] => {
  const options = partsOf(blocks).flatMap((part) => (part.type === 'overflow' ? [part.options] : []))
  return partsOf(options).flatMap((part) => (part.type === 'plain_text' ? [String(part.text)] : []))
}

/** The next message after a further choice of a report. */
const choose = async ({ slack }: Running, { ts }: SlackMessage, value: string): Promise<SlackMessage> => {
  const said = slack.nextMessage()
  await slack.press({ ...priya, ts, actionId: 'report.more', value })
  return said
}

const press = async ({ slack }: Running, { ts }: SlackMessage, actionId: string): Promise<SlackMessage> => {
  const said = slack.nextMessage()
  await slack.press({ ...priya, ts, actionId })
  return said
}

/** Another choice in the place of the last one. */
const choosing = (value: string) => (payload: Record<string, unknown>) => ({
  actions: [{ ...Object(payload.actions)[0], selected_option: { value } }],
})

describe('Chart', () => {
  it('answers privately with bars of categories and a pie of outcomes, from memory', async () => {
    const running = await start()
    const report = await running.ask('LE1 1WA')
    expect(choicesOf(report)).toEqual(['Chart', 'Copy as text'])
    const chart = await choose(running, report, 'chart LE1 1WA')
    expect(chart.visibleTo).toBe('U0PRIYA')
    expect(chartsIn(chart)).toMatchObject([{ chart: { type: 'bar' } }, { chart: { type: 'pie' } }])
    expect(read(chart)).toContain('Street crime near LE1 1WA')
    expect(read(chart)).toContain('Contains public sector information')
    expect(chart.text).toMatch(/^Street crime near LE1 1WA: .* By category: .* Outcomes: /)
    expect(buttons(chart)).toEqual(['Share to channel'])
    expect(running.postcodeArea.calls).toHaveLength(1)
    // The report stands as it was.
    expect(running.slack.messages(priya.channel, 'U0PRIYA')).toEqual([report, chart])
  })

  it('of one category shows its outcomes only', async () => {
    const running = await start()
    const chart = await choose(running, await running.ask('LE1 1WA burglary'), 'chart LE1 1WA;burglary')
    expect(chartsIn(chart)).toMatchObject([{ chart: { type: 'pie' } }])
    expect(read(chart)).toContain('Burglary near LE1 1WA')
  })

  it('is looked up again once the hour is over', async () => {
    const running = await start()
    const report = await running.ask('LE1 1WA')
    running.later(HOUR)
    expect(chartsIn(await choose(running, report, 'chart LE1 1WA'))).toHaveLength(2)
    expect(running.postcodeArea.calls).toHaveLength(2)
  })

  it('a failure is told as everywhere', async () => {
    const running = await start()
    const report = await running.ask('LE1 1WA')
    running.later(HOUR)
    running.postcodeArea.respond({ status: 500 })
    const failure = await choose(running, report, 'chart LE1 1WA')
    expect(read(failure)).toContain('The police data service isn’t working at the moment.')
  })

  it('that failed is drawn by Try again, in place of the failure', async () => {
    const running = await start()
    const report = await running.ask('LE1 1WA burglary')
    running.later(HOUR)
    running.postcodeArea.respond({ status: 500 })
    const failure = await choose(running, report, 'chart LE1 1WA;burglary')
    expect(read(await running.pressInPlace(failure, 'chart.retry'))).toContain('isn’t working at the moment.')
    running.postcodeArea.respond(undefined)
    const chart = await running.pressInPlace(failure, 'chart.retry')
    expect(chartsIn(chart)).toMatchObject([{ chart: { type: 'pie' } }])
    expect(read(chart)).toContain('Burglary near LE1 1WA')
    expect(buttons(chart)).toEqual(['Share to channel'])
  })

  it('that could not be shared is drawn by Try again, for the person alone', async () => {
    const running = await start()
    const chart = await choose(running, await running.ask('LE1 1WA'), 'chart LE1 1WA')
    running.later(HOUR)
    running.postcodeArea.respond({ status: 500 })
    const failure = await press(running, chart, 'chart.share')
    running.postcodeArea.respond(undefined)
    const drawn = await running.pressInPlace(failure, 'chart.retry')
    expect(drawn.visibleTo).toBe('U0PRIYA')
    expect(chartsIn(drawn)).toHaveLength(2)
  })

  it('asks before it is shared, and names who shared it', async () => {
    const running = await start()
    const chart = await choose(running, await running.ask('LE1 1WA'), 'chart LE1 1WA')
    const [share] = partsOf(chart.blocks).filter((part) => part.action_id === 'chart.share')
    expect(share?.confirm).toMatchObject({
      text: { text: expect.stringContaining('Everyone here will see') },
    })
    const shared = await press(running, chart, 'chart.share')
    expect(shared.visibleTo).toBe('channel')
    expect(chartsIn(shared)).toHaveLength(2)
    expect(read(shared)).toContain('Shared by <@U0PRIYA>')
    expect(buttons(shared)).toEqual([])
  })

  it('is shared in a conversation of two', async () => {
    const running = await start()
    const who = { user: 'U0PRIYA', channel: 'D0PRIYASAM' }
    const { ts } = await running.ask('LE1 1WA', who)
    const said = running.slack.nextMessage()
    await running.slack.press({ ...who, ts, actionId: 'report.more', value: 'chart LE1 1WA' })
    expect(buttons(await said)).toEqual(['Share here'])
  })

  it('is not offered with a report for everyone', async () => {
    const running = await start()
    const shared = await press(running, await running.ask('LE1 1WA'), 'report.share')
    expect(choicesOf(shared)).toEqual([])
  })

  it.each(['chart', 'chart EH1 1YZ', 'map LE1 1WA', 'chart LE1 1WA;all', ''])(
    'a choice of an older version, %j, is told where to begin',
    async (value) => {
      const running = await start()
      await choose(running, await running.ask('LE1 1WA'), 'chart LE1 1WA')
      const said = running.slack.nextMessage()
      expect(await send(running, choosing(value))).toBe(200)
      expect(read(await said)).toContain('This button is from an older version of Street Crime.')
      expect(errors(running)).toEqual([])
    },
  )
})

/** A command of a workspace that this Slack does not have, signed as Slack signs. */
const fromElsewhere = async (
  { slack, url }: Running,
  change: Record<string, string>,
): Promise<SlackMessage> => {
  const last = slack.traffic.findLast(({ what }) => what === '/crime')
  const form = { ...Object(last?.request.body), ...change }
  const body = new URLSearchParams(form.payload ?? form).toString()
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const signed = signatureHeaders(SECRETS.signingSecret, body, Date.now())
  const said = slack.nextMessage()
  await fetch(`${url}/slack/events`, { method: 'POST', headers: { ...headers, ...signed }, body })
  return said
}

describe('a workspace that cannot show charts', () => {
  it('is told so in a sentence, and is offered none for a day', async () => {
    const running = await start()
    const { slack, ask, later, logLines } = running
    const before = await ask('LE1 1WA')
    slack.faults.set({ where: 'response_url', what: 'no_charts' })
    const refused = await choose(running, before, 'chart LE1 1WA')
    expect(refused.visibleTo).toBe('U0PRIYA')
    expect(read(refused)).toBe(`${REFUSED}\nThe report has the same figures.`)
    expect(logLines().filter(({ msg }) => msg.startsWith('Slack took no chart'))).toHaveLength(1)

    const after = await ask('LE1 1WA')
    expect(choicesOf(after)).toEqual([])
    expect(buttons(after)).toContain('Copy as text')
    expect(buttons(await ask('LE1 1WA burglary'))).toContain('Copy as text')
    // The choice of an older message stands, and is answered without trying again.
    const posts = () => slack.traffic.filter(({ what }) => what === 'response_url').length
    const sofar = posts()
    expect(read(await choose(running, before, 'chart LE1 1WA'))).toContain(REFUSED)
    expect(posts()).toBe(sofar + 1)

    later(DAY - 60_000)
    expect(choicesOf(await ask('LE1 1WA'))).toEqual([])
    later(60_000)
    slack.faults.clear()
    const again = await ask('LE1 1WA')
    expect(choicesOf(again)).toEqual(['Chart', 'Copy as text'])
    expect(chartsIn(await choose(running, again, 'chart LE1 1WA'))).toHaveLength(2)
  })

  it('does not take them from another', async () => {
    const running = await start()
    const report = await running.ask('LE1 1WA')
    running.slack.faults.set({ where: 'response_url', what: 'no_charts' })
    await choose(running, report, 'chart LE1 1WA')
    expect(choicesOf(await running.ask('LE1 1WA'))).toEqual([])
    expect(choicesOf(await fromElsewhere(running, { team_id: 'T0ELSEWHERE' }))).toEqual([
      'Chart',
      'Copy as text',
    ])
  })

  it('a chart that can no longer be shared is told to the person alone', async () => {
    const running = await start()
    const chart = await choose(running, await running.ask('LE1 1WA'), 'chart LE1 1WA')
    running.slack.faults.set({ where: 'response_url', what: 'no_charts' })
    const said = await press(running, chart, 'chart.share')
    expect(said.visibleTo).toBe('U0PRIYA')
    expect(read(said)).toContain(REFUSED)
  })

  it('a chart that Try again brings is refused in place of the failure', async () => {
    const running = await start()
    const report = await running.ask('LE1 1WA')
    running.later(HOUR)
    running.postcodeArea.respond({ status: 500 })
    const failure = await choose(running, report, 'chart LE1 1WA')
    running.postcodeArea.respond(undefined)
    running.slack.faults.set({ where: 'response_url', what: 'no_charts' })
    expect(read(await running.pressInPlace(failure, 'chart.retry'))).toContain(REFUSED)
    expect(running.slack.messages(priya.channel, 'U0PRIYA')).toHaveLength(2)
  })

  it('another failure of Slack is not taken for that', async () => {
    const running = await start()
    const report = await running.ask('LE1 1WA')
    running.slack.faults.set({ where: 'response_url', what: 'server_error', times: 1 })
    expect((await choose(running, report, 'chart LE1 1WA')).text).toContain('Something went wrong')
    expect(choicesOf(await running.ask('LE1 1WA'))).toEqual(['Chart', 'Copy as text'])
  })
})
