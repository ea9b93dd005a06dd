import { describe, expect, it } from 'vitest'
import { alertSteps } from '../support/app/alert-actions.ts'
import { appForEachTest } from '../support/each-test.ts'
import { postcode } from '../support/incidents.ts'
import { buttons, partsOf, read } from '../support/read-message.ts'
import { priya } from '../support/street-crime.ts'

const start = appForEachTest()
const app = async (options: Parameters<typeof start>[0] = {}) => alertSteps(await start(options))

const NO_CHARTS = 'This workspace can’t show charts yet.'
const chartTypes = ({ blocks }: { readonly blocks: readonly object[] }) =>
  partsOf(blocks)
    .filter(({ type }) => type === 'data_visualization')
    .map(({ chart }) => Object(chart).type)

describe('/crime chart', () => {
  it('answers with the chart itself, privately, which can be shared', async () => {
    const { type, press, slack, calls, inChannel } = await app()
    const chart = await type('chart LE1 1WA')
    expect(read(chart)).toContain('Street crime near LE1 1WA')
    expect(chartTypes(chart)).toEqual(['bar', 'pie'])
    expect(buttons(chart)).toEqual(['Share to channel'])
    const shared = slack.nextMessage((it) => it.visibleTo === 'channel')
    await press(chart, 'chart.share')
    expect(chartTypes(await shared)).toEqual(['bar', 'pie'])
    expect(calls()).toEqual(['LE1 1WA'])
    expect(inChannel(priya.channel, 'U0SAM')).toHaveLength(1)
  })

  it('of one category shows its outcomes, and says beside it what was not understood', async () => {
    const { type } = await app()
    const chart = await type('graph LE1 1WA burglary, dragons')
    expect(read(chart)).toContain('Burglary near LE1 1WA')
    expect(chartTypes(chart)).toEqual(['pie'])
    expect(read(chart)).toContain('We didn’t understand “dragons”.')
  })

  it('that failed is drawn by Try again', async () => {
    const { type, pressInPlace, postcodeArea } = await app()
    postcodeArea.respond({ status: 500 })
    const failure = await type('chart LE1 1WA')
    expect(buttons(failure)).toEqual(['Try again'])
    postcodeArea.respond(undefined)
    expect(chartTypes(await pressInPlace(failure, 'chart.retry'))).toEqual(['bar', 'pie'])
  })

  it('where Slack takes no charts answers with the report, says why, and spends one look-up', async () => {
    const { type, slack, calls, logLines } = await app()
    slack.faults.set({ where: 'response_url', what: 'no_charts' })
    for (const typed of ['chart LE1 1WA', 'LE1 1WA chart']) {
      const report = await type(typed)
      expect(read(report)).toContain('Busiest places')
      expect(read(report)).toContain(NO_CHARTS)
      expect(chartTypes(report)).toEqual([])
    }
    expect(calls()).toEqual(['LE1 1WA'])
    expect(logLines().filter(({ level }) => level === 'error')).toMatchObject([{ reason: 'invalid_blocks' }])
  })

  it('of several places is one chart with bars of each, or the comparison where Slack takes none', async () => {
    const { type, slack } = await app()
    const chart = await type('chart LE1 1WA vs SW1A 1AA')
    expect(read(chart)).toContain('Street crime near LE1 1WA and SW1A 1AA')
    expect(chartTypes(chart)).toEqual(['bar'])
    expect(read(chart)).toContain('By average share, largest first.')
    slack.faults.set({ where: 'response_url', what: 'no_charts' })
    const comparison = await type('chart LE1 1WA vs SW1A 1AA')
    expect(chartTypes(comparison)).toEqual([])
    expect(read(comparison)).toContain('Category')
    expect(read(comparison)).toContain(NO_CHARTS)
  })

  it('of several places, of which one alone has figures, is that one’s chart and says why', async () => {
    const { type, postcodeArea } = await app()
    await type('LE1 1WA')
    postcodeArea.respond({ status: 500 })
    const chart = await type('chart LE1 1WA vs SW1A 1AA')
    expect(chartTypes(chart)).toEqual(['bar', 'pie'])
    expect(read(chart)).toContain('We couldn’t get the figures for SW1A 1AA.')
    expect(chart.text).toContain('We couldn’t get the figures for SW1A 1AA.')
    expect(read(chart)).not.toContain('can’t be shown as a chart')
    expect(buttons(chart)).toEqual(['Try again', 'Share to channel'])
  })

  it.each([
    ['LE1 1WA vs ST20 0LY', /Category +LE1 1WA/],
    ['LE1 1WA anti-social behaviour', /Anti-social behaviour near LE1 1WA/],
  ])('of %s, which is not possible, answers with the figures and says so', async (typed, figures) => {
    const { type } = await app()
    const answer = await type(`chart ${typed}`)
    expect(chartTypes(answer)).toEqual([])
    expect(read(answer)).toMatch(figures)
    expect(read(answer)).toContain('These figures can’t be shown as a chart.')
    expect(read(answer)).not.toContain(NO_CHARTS)
    expect(read(await type(typed))).not.toContain('as a chart')
  })
})

describe('/crime share', () => {
  it('answers with the report, names the button, and shares nothing by itself', async () => {
    const { type, press, slack, inChannel } = await app()
    const report = await type('share LE1 1WA burglary')
    expect(report.visibleTo).toBe(priya.user)
    expect(read(report)).toContain('Burglary near LE1 1WA')
    expect(read(report)).toContain('press Share to channel')
    expect(inChannel(priya.channel, 'U0SAM')).toEqual([])
    const shared = slack.nextMessage((it) => it.visibleTo === 'channel')
    await press(report, 'report.share')
    expect(read(await shared)).toContain('Burglary near LE1 1WA')
  })
})

describe('/crime share, export and chart', () => {
  it.each(['share', 'export', 'chart'])('%s names no button where there are no figures', async (verb) => {
    const { type, postcodeArea } = await app()
    postcodeArea.respond({ status: 500 })
    const failure = await type(`${verb} LE1 1WA @sam`)
    expect(buttons(failure)).toEqual(['Try again'])
    expect(read(failure)).toMatch(/Only you can see this\.$/)
  })
})

describe('/crime export', () => {
  it('answers with the report, and names the choice that its menu has', async () => {
    const { type, pressOpening } = await app()
    const report = await type('export LE1 1WA')
    expect(read(report)).toContain('Street crime near LE1 1WA')
    expect(read(report)).toContain('choose Copy as text')
    await pressOpening(report, 'report.more', 'Street crime near LE1 1WA', { value: 'text LE1 1WA' })
  })
})

describe('/crime pause', () => {
  it('shows the row of that place alone, whose menu opens the form with a day', async () => {
    const { type, given, pressOpening, slack } = await app()
    const { id } = await given()
    await given({ near: 'ST20 0LY' })
    const row = await type('pause le1 1wa')
    expect(read(row)).toContain('*LE1 1WA*')
    expect(read(row)).toContain('Pause')
    expect(read(row)).not.toContain('ST20 0LY')
    await pressOpening(row, 'alert.act', 'won’t get new figures for LE1 1WA until this date', {
      value: `pause ${id}`,
    })
    expect(slack.modalOf(priya.user)?.state.values['alert.paused']).toMatchObject({
      'alert.paused': { selected_date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) },
    })
  })
})

describe('/crime list, and about', () => {
  it('list the saved places, and say what the app is', async () => {
    const { type, places, owner } = await app()
    await places.places.add(owner, postcode('ST20 0LY'))
    expect(buttons(await type('list'))).toEqual(['ST20 0LY'])
    expect(read(await type('about'))).toContain('What the police recorded')
  })
})
