import type { SlackMessage } from '../../../playground/slack/slack.ts'
import { endedMessage } from '../../../src/features/alerts/messages/cannot-post.ts'
import { announcement, thread } from '../../../src/features/alerts/messages/channel-posts.ts'
import { digestPost } from '../../../src/features/alerts/messages/digest.ts'
import { dueAlert } from '../../features/alerts/example-alerts.ts'
import { nth } from '../answers.ts'
import { alertSteps, OWN, postAs } from '../app/alert-actions.ts'
import { viewActions, wordsOf } from '../app/view-actions.ts'
import { month } from '../incidents.ts'
import { priya, type Running } from '../street-crime.ts'
import { PLANTED_BODY, PLANTED_FAILURES } from './planted-body.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const PROBLEM = 'The police data service isn’t working at the moment.'
const BROKEN = { status: 500, body: PLANTED_BODY }

const pressing =
  ({ slack }: Running) =>
  async ({ ts }: SlackMessage, actionId: string, value?: string) => {
    const said = slack.nextMessage()
    await slack.press({ ...priya, ts, actionId, ...(value === undefined ? {} : { value }) })
    return said
  }

const copying = async (running: Running, { ts }: SlackMessage) => {
  const { slack, postcodeArea, later } = running
  const { act, shows } = viewActions(running, 'modal')
  const copy = () => slack.press({ ...priya, ts, actionId: 'report.more', value: 'text LE1 1WA' })
  const shown = shows('Street crime near LE1 1WA')
  await copy()
  await shown
  await slack.closeModal({ user: priya.user })
  later(HOUR)
  postcodeArea.respond(BROKEN)
  const failed = shows(PROBLEM)
  await copy()
  await failed
  postcodeArea.respond({ body: PLANTED_BODY })
  await act({ actionId: 'text.retry' }, 'Street crime near LE1 1WA')
  await slack.closeModal({ user: priya.user })
}

const charting = async (running: Running, report: SlackMessage) => {
  const { later, postcodeArea, pressInPlace } = running
  const press = pressing(running)
  await press(await press(report, 'report.more', 'chart LE1 1WA'), 'chart.share')
  later(HOUR)
  postcodeArea.respond(BROKEN)
  const failure = await press(report, 'report.more', 'chart LE1 1WA')
  postcodeArea.respond({ body: PLANTED_BODY })
  await pressInPlace(failure, 'chart.retry')
}

const reports = async (running: Running) => {
  const { ask, pressInPlace, postcodeArea } = running
  const press = pressing(running)
  const report = await ask('LE1 1WA burglary')
  await press(report, 'report.share')
  const whole = await pressInPlace(report, 'report.all')
  await press(whole, 'place.save')
  await charting(running, whole)
  await copying(running, whole)
  await ask('ST20 0LY')
  await ask('ST20 0LY robbery')
  await ask('save CF10 1EP Head office')
  await ask('remove CF10 1EP')
  await press(await ask('saved'), 'saved.show')
  await pressInPlace(await ask('remove LE1 1WA'), 'saved.undo')
  await ask('forget')
  postcodeArea.respond(BROKEN)
  const failure = await ask('M1 1AE burglary')
  postcodeArea.respond({ body: PLANTED_BODY })
  await pressInPlace(failure, 'report.retry')
}

const filtersAndPages = async (running: Running, surface: 'incidents' | 'home') => {
  const { act, street } = viewActions(running, surface === 'home' ? 'home' : 'modal')
  await act({ actionId: `${surface}.category`, value: 'burglary' }, '(24 incidents)')
  await act({ actionId: `${surface}.category`, value: 'unlisted' }, '(66 incidents)')
  await act({ actionId: `${surface}.outcome`, value: 'other' }, '(60 incidents)')
  await act({ actionId: `${surface}.row.0` }, '*1–10* of ')
  await act({ actionId: `${surface}.group` }, '(60 incidents)')
  await act({ actionId: `${surface}.list` }, '*1–10* of 60')
  await street(`${surface}.street`, 'qzstreet', '*1–10* of 20')
  await act({ actionId: `${surface}.next` }, '*11–20* of 20')
  running.later(HOUR)
  running.postcodeArea.respond(BROKEN)
  await act({ actionId: `${surface}.previous` }, PROBLEM)
  running.postcodeArea.respond({ body: PLANTED_BODY })
  await act({ actionId: `${surface}.retry` }, '*1–10* of 20')
}

const incidents = async (running: Running) => {
  const { slack, ask } = running
  const { act, shows } = viewActions(running, 'modal')
  const { ts } = await ask('LE1 1WA')
  const shown = shows('(90 incidents)')
  await slack.press({ ...priya, ts, actionId: 'incidents.open' })
  await shown
  await filtersAndPages(running, 'incidents')
  await act({ actionId: 'place.save' }, 'Already saved.')
  await slack.closeModal({ user: priya.user })
}

const homeComparison = async (running: Running) => {
  const { slack } = running
  const { act, openHome } = viewActions(running, 'home')
  slack.type({ user: priya.user, actionId: 'home.chosen', value: ['LE1 1WA', 'SW1A 1AA'] })
  await act({ actionId: 'home.compare' }, 'Street crime near LE1 1WA and SW1A 1AA')
  running.later(HOUR)
  await openHome('We no longer have all the figures for')
  await act({ actionId: 'home.compare-again' }, 'Street crime near LE1 1WA and SW1A 1AA')
  await act({ actionId: 'home.back' }, 'Saved places')
}

const home = async (running: Running) => {
  const { act, openHome } = viewActions(running, 'home')
  const lookUp = (typed: string, words: string) => act({ actionId: 'home.field', value: typed }, words)
  await openHome('Saved places')
  await lookUp('SWIA 1AA', 'Did you mean')
  await act({ actionId: 'home.place.91' }, 'Street crime near SW1A 1AA')
  await act({ actionId: 'home.add' }, 'Saved places')
  await act({ actionId: 'home.place' }, 'Street crime near LE1 1WA')
  await filtersAndPages(running, 'home')
  running.later(HOUR)
  await openHome('We no longer have the figures for')
  await act({ actionId: 'home.place.90' }, 'Street crime near LE1 1WA')
  await lookUp('ST20 0LY', 'Street crime near ST20 0LY')
  await act({ actionId: 'home.add' }, 'Saved places')
  await homeComparison(running)
  await lookUp('ST20 0LY', 'Street crime near ST20 0LY')
  await act({ actionId: 'home.edit' }, 'Saved places')
  await act({ actionId: 'home.order', value: 'up ST20 0LY', blockId: 'home.order.2' }, 'Saved places')
  await act({ actionId: 'home.order', value: 'down LE1 1WA', blockId: 'home.order.0' }, 'Saved places')
  await act({ actionId: 'home.order', value: 'remove SW1A 1AA', blockId: 'home.order.2' }, 'Saved places')
  await act({ actionId: 'home.done' }, 'Saved places')
  await act({ actionId: 'home.remove' }, 'Saved places')
  const many = Array.from({ length: 21 }, (_, at) => `M${at + 1} 1AE`)
  await running.ask(`save ${many.join(', ')}`)
  await openHome('Saved places')
  await act({ actionId: 'home.places.next' }, 'M21 1AE')
  await act({ actionId: 'home.places.previous' }, 'M1 1AE')
}

const comparisons = async (running: Running) => {
  const { ask, postcodeArea, pressInPlace, slack } = running
  const press = pressing(running)
  const comparison = await ask('LE1 1WA vs ST20 0LY')
  await press(comparison, 'report.open')
  await press(comparison, 'compare.share')
  await press(await press(comparison, 'compare.more', 'chart LE1 1WA;ST20 0LY'), 'compare.chart.share')
  await press(comparison, 'place.save-all')
  await ask('remove ST20 0LY')
  const { shows } = viewActions(running, 'modal')
  const shown = shows('Street crime near LE1 1WA and ST20 0LY')
  await slack.press({ ...priya, ts: comparison.ts, actionId: 'compare.more', value: 'text LE1 1WA;ST20 0LY' })
  await shown
  await slack.closeModal({ user: priya.user })
  await ask('burglary LE1 1WA vs ST20 0LY')
  postcodeArea.respond(BROKEN)
  const gap = await ask('LE1 1WA and M3 1AE')
  postcodeArea.respond({ body: PLANTED_BODY })
  await pressInPlace(gap, 'compare.retry')
}

/** Written to the app in its conversation, and behind a mention of it. */
const conversation = async ({ slack, postcodeArea, pressInPlace }: Running) => {
  const said = async (where: string, text: string) => {
    const answered = slack.nextMessage((message) => message.from === 'app')
    slack.say({ user: priya.user, channel: where, text })
    return answered
  }
  const own = slack.workspace.directMessage(priya.user).id
  await said(own, 'hello')
  await said(own, 'LE1 1WA burglary')
  await said(own, 'LE1 1WA vs ST20 0LY')
  postcodeArea.respond(BROKEN)
  await said(own, 'M5 1AE')
  postcodeArea.respond({ body: PLANTED_BODY })
  slack.workspace.invite(priya.channel)
  await said(priya.channel, '@Street Crime LE1 1WA')
  const question = await said(priya.channel, '@Street Crime share LE1 1WA burglary')
  await pressInPlace(question, 'conversation.share')
  slack.workspace.remove(priya.channel)
}

const shortcuts = async (running: Running) => {
  const { later, postcodeArea, slack } = running
  const { act, shows } = viewActions(running, 'modal')
  const on = (text: string) => {
    const { ts } = slack.say({ ...priya, text })
    return slack.messageShortcut({ ...priya, ts, callbackId: 'look_up_here' })
  }
  const chosen = slack.nextMessage()
  await on('LE1 1WA or ST20 0LY')
  await pressing(running)(await chosen, 'compare.open')
  const doubted = shows('Did you mean the postcode')
  await on('le11wb')
  await doubted
  later(HOUR)
  postcodeArea.respond(BROKEN)
  const failed = shows(PROBLEM)
  await slack.submit({ user: priya.user })
  await failed
  postcodeArea.respond({ body: PLANTED_BODY })
  await act({ actionId: 'ask.retry' }, 'Street crime near LE1 1WB')
  await act({ actionId: 'ask.browse' }, '(90 incidents)')
  await slack.closeModal({ user: priya.user })
}

/** Alerts in each of their ways: form, list, Home, a line and its thread, ended and brought back. */
const alerts = async (running: Running) => {
  const { type, pressOpening, pressAnswered, fill, submit, press, given } = alertSteps(running)
  const { slack, alerts: memory, pressInPlace, postcodeArea } = running
  const first = (action: string, id: string) => ({ blockId: 'alert.row.0', value: `${action} ${id}` })
  const report = await running.ask('LE1 1WA burglary')
  await pressOpening(report, 'alert.here', 'The channel gets a post')
  fill({ categories: ['burglary', 'drugs'], paused: '2999-01-05' })
  await submit()
  postcodeArea.respond(BROKEN)
  const failure = await type('alert M4 1AE drugs')
  postcodeArea.respond({ body: PLANTED_BODY })
  await pressInPlace(failure, 'alert.retry')
  const list = await type('alerts')
  const [paused] = memory.all()
  if (paused === undefined) throw new Error('there is no alert')
  await pressAnswered(list, 'alert.act', first('resume', paused.id))
  await pressOpening(await type('alerts'), 'alert.act', 'Paused until', first('pause', paused.id))
  await submit()
  await pressOpening(await type('alerts'), 'alert.add', 'Everyone in the channel')
  await slack.closeModal({ user: priya.user })
  const alert = await given({ near: 'ST20 0LY', categories: ['burglary', 'drugs'] })
  const found = await running.lookup.near(alert.postcode, null)
  if (!found.ok) throw new Error('there are no figures')
  await postAs(running, priya.channel, announcement(alert, found.value, month('2026-01')))
  const figures = await postAs(running, priya.channel, thread(alert, found.value))
  await pressAnswered(figures, 'alerts.list')
  memory.put({ ...alert, ended: 'archived' })
  await press(await postAs(running, priya.user, endedMessage([alert], 'archived')), 'alert.act')
  const { openHome } = viewActions(running, 'home')
  await openHome('Alerts you set up')
  const window = slack.nextView((view) => view.type === 'modal')
  await slack.act({
    user: priya.user,
    blockId: 'alert.home.0',
    actionId: 'alert.act',
    value: `stop ${paused.id}`,
  })
  await window
  await slack.closeModal({ user: priya.user })
  // One's own: Slack takes one post a second in a channel.
  await given({ channelId: priya.user })
  await type('stop LE1 1WA', { user: priya.user, channel: OWN })
  await manyAlerts(running)
  await digest(running)
}

/** The post of a day for many places, whose menu opens one of them. */
const digest = async (running: Running) => {
  const { slack, lookup, alerts: memory } = running
  const mine = memory.all().filter(({ channelId }) => channelId === priya.channel)
  const announced = []
  for (const alert of mine.slice(0, 4)) {
    const found = await lookup.near(alert.postcode, null)
    if (!found.ok) continue
    announced.push({ alert: dueAlert(alert), figures: found.value, month: month('2026-01') })
  }
  const post = await postAs(running, priya.channel, digestPost({ announced, late: [], missing: [] }))
  const menu = { user: priya.user, channel: priya.channel, ts: post.ts, actionId: 'alert.open' }
  const [first] = await slack.suggest({ ...menu, query: '' })
  const opened = slack.nextMessage((it) => it.visibleTo === priya.user)
  await slack.press({ ...menu, value: first?.value ?? '' })
  await opened
}

/** Many alerts at once: from a list, a slip, the form's fields and the saved places; their pages. */
const manyAlerts = async (running: Running) => {
  const { type, typeOpening, fill, submit } = alertSteps(running)
  const { slack, pressInPlace } = running
  const { act, openHome } = viewActions(running, 'home')
  await type(`alert ${Array.from({ length: 45 }, (_, at) => nth(at)).join(', ')}`)
  const second = await pressInPlace(await type('alerts'), 'alerts.page.1')
  await pressInPlace(second, 'alerts.page.2')
  await pressInPlace(await type('alert LE1 IWB drugs'), 'alert.set-up')
  await typeOpening('alert', 'The channel gets a post')
  fill({ postcode: 'CF10 1EP Head office' })
  const wider = slack.nextView((view) => wordsOf(view).includes('More postcodes'))
  await slack.act({ user: priya.user, actionId: 'alert.more-places' })
  await wider
  fill({ 'postcode.1': 'M9 1AE\nnowhere', min: '5' })
  await submit()
  await slack.closeModal({ user: priya.user })
  await openHome('Alerts you set up')
  await act({ actionId: 'home.section.next' }, '26–')
  await act({ actionId: 'home.section.previous' }, '1–25')
  const saved = slack.nextView((view) => wordsOf(view).includes('alerts set up'))
  await slack.act({ user: priya.user, actionId: 'alert.saved' })
  await saved
  await slack.closeModal({ user: priya.user })
}

const failures = async (running: Running) => {
  const { ask, later, postcodeArea, slack } = running
  for (const answer of PLANTED_FAILURES) {
    later(DAY)
    postcodeArea.respond(answer)
    await ask('LE1 1WA')
    const failed = slack.nextView((view) => !wordsOf(view).includes('Looking up'))
    await slack.act({ user: priya.user, actionId: 'home.field', value: 'LE1 1WB' })
    await failed
  }
}

/** One person does everything that can be done: reports, incidents, comparisons, conversation, shortcuts, Home, saved places, alerts, all failures. */
export const useEveryFeature = async (running: Running): Promise<void> => {
  running.postcodeArea.respond({ body: PLANTED_BODY })
  await reports(running)
  await incidents(running)
  await comparisons(running)
  await conversation(running)
  await shortcuts(running)
  await home(running)
  await alerts(running)
  await failures(running)
}
