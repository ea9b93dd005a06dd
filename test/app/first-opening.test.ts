import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { labelsOf, viewActions } from '../support/app/view-actions.ts'
import { appForEachTest } from '../support/each-test.ts'
import { postcode } from '../support/incidents.ts'
import { read } from '../support/read-message.ts'
import { priya } from '../support/street-crime.ts'

const start = appForEachTest()
const SLOW = 2_500
const ALERT_FORM = { title: { text: 'Monthly alert' }, submit: { text: 'Set up alert' } }
const LONGEST = 15_000

// Only waiting is in our hands: sockets, and with them the supplier and Slack, are real.
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

/** An app whose database opens for the first time, and in which nothing can be read before. */
const startOpening = async () => {
  const { promise, resolve } = Promise.withResolvers<void>()
  const app = await start({ databaseOpened: promise })
  app.places.setAvailable(false)
  app.alerts.setUnavailable()
  const open = () => {
    app.places.setAvailable(true)
    app.alerts.setUnavailable(false)
    resolve()
  }
  return { ...app, open }
}

describe('while the database opens for the first time', () => {
  it('a person reads that it takes a moment, and then the answer', async () => {
    const { slack, open } = await startOpening()
    const line = slack.nextMessage()
    await slack.command({ ...priya, text: 'save LE1 1WA' })
    await vi.advanceTimersByTimeAsync(SLOW)
    expect(await line).toMatchObject({ text: 'One moment …', visibleTo: 'U0PRIYA' })
    const answer = slack.nextMessage()
    open()
    expect(read(await answer)).toContain('LE1 1WA is on your Street Crime Home tab')
    expect(slack.messages(priya.channel, priya.user)).toHaveLength(2)
  })

  it('whoever presses a button that needs it waits as well', async () => {
    const { slack, ask, open } = await startOpening()
    const { ts } = await ask('LE1 1WA')
    const line = slack.nextMessage()
    await slack.press({ ...priya, ts, actionId: 'place.save' })
    await vi.advanceTimersByTimeAsync(SLOW)
    expect(await line).toMatchObject({ text: 'One moment …', visibleTo: 'U0PRIYA' })
    const answer = slack.nextMessage()
    open()
    expect(read(await answer)).toContain('LE1 1WA is on your Street Crime Home tab')
  })

  it('whoever saves the places of a comparison waits as well', async () => {
    const { slack, ask, open } = await startOpening()
    const { ts } = await ask('LE1 1WA vs ST20 0LY')
    const line = slack.nextMessage()
    await slack.press({ ...priya, ts, actionId: 'place.save-all' })
    await vi.advanceTimersByTimeAsync(SLOW)
    expect(await line).toMatchObject({ text: 'One moment …' })
    const answer = slack.nextMessage()
    open()
    expect(read(await answer)).toContain('LE1 1WA and ST20 0LY are on your Street Crime Home tab.')
  })

  it('Home says that places are unavailable, and shows them once it has opened', async () => {
    const app = await startOpening()
    const { openHome, shows, owner } = viewActions(app, 'home')
    await openHome('Saved places aren’t available at the moment.')
    const drawn = shows('Saved places')
    app.places.setAvailable(true)
    await app.places.places.add(owner, postcode('LE1 1WA'))
    app.open()
    expect(labelsOf(await drawn)).toContain('LE1 1WA')
  })

  it('the form of an alert that is asked for on a report opens once it can be told whether there is one', async () => {
    const { slack, ask, open } = await startOpening()
    const { ts } = await ask('LE1 1WA')
    const opened = slack.nextEvent((it) => it.kind === 'view')
    await slack.press({ ...priya, ts, actionId: 'alert.here' })
    await vi.advanceTimersByTimeAsync(SLOW - 500)
    expect(slack.modalOf(priya.user)).toBeUndefined()
    open()
    await opened
    expect(slack.modalOf(priya.user)).toMatchObject(ALERT_FORM)
  })

  it('a postcode is looked up at once', async () => {
    const { ask } = await startOpening()
    expect(read(await ask('LE1 1WA'))).toContain('Street crime near LE1 1WA')
  })

  it('the form of an alert opens at once', async () => {
    const { slack } = await startOpening()
    const opened = slack.nextEvent((it) => it.kind === 'view')
    await slack.command({ ...priya, text: 'alert' })
    await opened
    expect(slack.modalOf(priya.user)).toMatchObject(ALERT_FORM)
  })

  it('after 15 s a person reads that there is no database', async () => {
    const { slack } = await startOpening()
    const line = slack.nextMessage()
    await slack.command({ ...priya, text: 'saved' })
    await vi.advanceTimersByTimeAsync(SLOW)
    await line
    const answer = slack.nextMessage()
    await vi.advanceTimersByTimeAsync(LONGEST - SLOW)
    expect(read(await answer)).toContain('Saved places aren’t available at the moment')
  })

  it('a stop cuts the wait short', async () => {
    const { slack, stop } = await startOpening()
    const answer = slack.nextMessage()
    await slack.command({ ...priya, text: 'saved' })
    const stopped = stop(1_000)
    expect(read(await answer)).toContain('Saved places aren’t available at the moment')
    await stopped
  })
})
