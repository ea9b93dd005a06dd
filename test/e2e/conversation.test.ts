import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { composer, message, openBrowser, picture, say } from './browser.ts'

const PRIYA = 'U0PRIYA'
const CHANNEL = { id: 'C0NEIGHBOURS', path: '?in=C0NEIGHBOURS' }
const OWN = '?in=D0PRIYAAPP&tab=messages'

/** Begins a thread below what was said, and says something in it. */
const replyTo = async (page: Page, said: string, line: string) => {
  await message(page, said).getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('button', { name: 'Reply in thread' }).click()
  await say(page, line)
}

/** Presses a button that asks first. */
const confirmed = async (page: Page, words: string, name: string) => {
  await message(page, words).getByRole('button', { name }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Share', exact: true }).click()
}

describe.each([
  ['HTTP', false],
  ['a socket', true],
] as const)('over %s', (_, socket) => {
  let browser: Awaited<ReturnType<typeof openBrowser>>
  beforeAll(async () => {
    browser = await openBrowser({ socket })
    browser.playground.slack.workspace.invite(CHANNEL.id)
  })
  afterAll(async () => {
    expect(browser.pageErrors).toEqual([])
    await browser.close()
  })

  test('a mention in a channel is answered there, to one person, who shares it', async () => {
    const page = await browser.open(CHANNEL.path)
    await say(page, '@Street Crime LE1 1WA burglary')
    const answer = message(page, 'Burglary near LE1 1WA')
    await answer.getByText('Only visible to you').waitFor()
    await confirmed(page, 'Burglary near LE1 1WA', 'Share to channel')
    await message(page, 'Shared by @Priya').getByText('Burglary near LE1 1WA').waitFor()
    await picture(page, `mention-${socket ? 'socket' : 'http'}`)
    await page.close()
  })

  test('a mention in a thread is answered in the thread, and can be shared with it', async () => {
    const page = await browser.open(CHANNEL.path)
    await say(page, 'Anything near the new office?')
    await replyTo(page, 'Anything near the new office?', '@Street Crime GL50 1AA')
    const answer = message(page, 'Street crime near GL50 1AA')
    await answer.getByText('In a thread').waitFor()
    await answer.getByText('Only visible to you').waitFor()
    await say(page, '@Street Crime share GL50 1AA drugs')
    const question = message(page, 'Share in this thread?')
    await question.getByRole('button', { name: 'Share', exact: true }).click()
    const shared = message(page, 'Drugs near GL50 1AA')
    await shared.getByText('Shared by @Priya').waitFor()
    await shared.getByText('In a thread').waitFor()
    await message(page, 'Shared with everyone here.').waitFor()
    await picture(page, `thread-${socket ? 'socket' : 'http'}`)
    await say(page, '/crime LE1 1WA')
    await page.getByText('Slack has no commands in threads.').waitFor()
    await page.getByRole('button', { name: 'Leave thread' }).click()
    await composer(page).fill('')
    await say(page, '/crime ST20 0LY')
    await message(page, 'Street crime near ST20 0LY').waitFor()
    await page.close()
  })

  test('the app’s own conversation has a field; a slow answer takes the place of its line', async () => {
    const page = await browser.open(OWN)
    await say(page, 'hello')
    const greeting = message(page, 'Type a full postcode to see what the police recorded near it.')
    await greeting.getByRole('button', { name: 'Show burglary near LE1 1WA' }).click()
    await message(page, 'Burglary near LE1 1WA').waitFor()
    const release = browser.playground.postcodeArea.hold()
    await say(page, 'M1 1AE')
    await message(page, 'Looking up M1 1AE …').waitFor()
    release()
    await message(page, 'Street crime near M1 1AE').waitFor()
    expect(await page.getByText('Looking up M1 1AE …').count()).toBe(0)
    await picture(page, `conversation-${socket ? 'socket' : 'http'}`)
    await page.close()
  })

  test('a mention in a channel the app is not in reaches nobody, and the page says so', async () => {
    const { slack } = browser.playground
    slack.workspace.remove(CHANNEL.id)
    const page = await browser.open(CHANNEL.path)
    const before = slack.traffic.filter(({ what }) => what === 'app_mention').length
    await say(page, '@Street Crime B1 1BB')
    await page.getByText('so it can’t see this').waitFor()
    expect(slack.traffic.filter(({ what }) => what === 'app_mention')).toHaveLength(before)
    expect(slack.messages(CHANNEL.id, PRIYA).at(-1)?.from).toBe(PRIYA)
    slack.workspace.invite(CHANNEL.id)
    await page.close()
  })
})
