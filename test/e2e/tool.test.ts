import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { composer, focused, message, openBrowser, PHONE, picture, say } from './browser.ts'

let browser: Awaited<ReturnType<typeof openBrowser>>

beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())
afterEach(() => {
  expect(browser.pageErrors.splice(0)).toEqual([])
})

test('the keyboard alone is enough: send, recall, press, confirm', async () => {
  const page = await browser.open('?in=C0NEIGHBOURS')
  await composer(page).waitFor()
  await page.keyboard.type('/crime ST20 0LY')
  await page.keyboard.press('Enter')
  const share = message(page, 'Street crime near ST20 0LY').getByRole('button', { name: 'Share to channel' })
  await share.waitFor()
  await page.keyboard.press('ArrowUp')
  expect(await composer(page).inputValue()).toBe('/crime ST20 0LY')
  await page.keyboard.press('ArrowDown')
  expect(await composer(page).inputValue()).toBe('')
  await tabBackTo(share)
  await page.keyboard.press('Enter')
  const cancel = page.getByRole('dialog').getByRole('button', { name: 'Cancel' })
  const agree = page.getByRole('dialog').getByRole('button', { name: 'Share' })
  await cancel.waitFor()
  expect(await focused(page, cancel)).toBe(true)
  await page.keyboard.press('Tab')
  expect(await focused(page, agree)).toBe(true)
  await page.keyboard.press('Enter')
  await message(page, 'Shared by @Priya').waitFor()
  await page.close()

  /** Shift+Tab, as often as it takes; the licence's link and other buttons may stand between. */
  async function tabBackTo(target: typeof share): Promise<void> {
    for (let step = 0; step < 8; step++) {
      await page.keyboard.press('Shift+Tab')
      if (await focused(page, target)) return
    }
    throw new Error('The button was not reached.')
  }
})

test('the traffic panel shows each exchange, and its bodies when opened', async () => {
  const page = await browser.open('?in=C0COMMITTEE')
  await say(page, '/crime help')
  await message(page, 'What you can type').waitFor()
  await page.getByRole('button', { name: 'Traffic' }).click()
  const traffic = page.getByRole('complementary', { name: 'Traffic' })
  await traffic.getByText('/crime', { exact: true }).first().click()
  await traffic.getByText('"text": "help"').waitFor()
  await picture(page, 'traffic')
  await page.keyboard.press('Escape')
  await traffic.waitFor({ state: 'detached' })
  await page.close()
})

test('Slack is made to fail, and works again', async () => {
  const page = await browser.open('?in=D0PRIYAAPP')
  const faults = page.getByRole('combobox', { name: 'Slack fails with' })
  await faults.selectOption('invalid_blocks')
  await page.getByText('Slack refuses every message').waitFor()
  expect(browser.playground.slack.faults.active()).not.toEqual([])
  await faults.selectOption('none')
  await page.getByText('Slack takes what the app sends.').waitFor()
  expect(browser.playground.slack.faults.active()).toEqual([])
  await page.close()
})

test('a phone shows all of it in one column', async () => {
  const page = await browser.open('?in=D0PRIYASAM', { viewport: PHONE, hasTouch: true })
  await say(page, '/crime SW1A 1AA')
  const report = message(page, 'Street crime near SW1A 1AA')
  await report.getByText('Violence and sexual offences').waitFor()
  await picture(page, 'phone-report-end')
  await report.getByRole('heading').scrollIntoViewIfNeeded()
  await picture(page, 'phone-report')
  const width = await page.evaluate('document.documentElement.scrollWidth')
  expect(width).toBe(PHONE.width)
  await page.getByRole('button', { name: 'Menu' }).click()
  await picture(page, 'phone-menu')
  await page.getByRole('button', { name: 'neighbourhood-watch' }).click()
  await page.getByRole('heading', { name: 'neighbourhood-watch' }).waitFor()
  await page.close()
})

test('dark where the system is dark', async () => {
  const page = await browser.open('?in=G0PRIYASAMLEE', { colorScheme: 'dark' })
  await say(page, '/crime SW1A 1AA')
  await message(page, 'Street crime near SW1A 1AA').waitFor()
  await picture(page, 'dark')
  const colour = await page.evaluate<string>('getComputedStyle(document.body).backgroundColor')
  expect(Number(/\d+/.exec(colour)?.[0])).toBeLessThan(60)
  await page.close()
})

test('a message in another channel marks it unread until it is opened', async () => {
  const page = await browser.open('?in=D0PRIYASAM')
  await composer(page).waitFor()
  browser.playground.slack.say({ user: 'U0SAM', channel: 'C0COMMITTEE', text: 'Seen the new figures?' })
  const marked = page.getByRole('button', { name: 'committee (unread)' })
  await marked.waitFor()
  await picture(page, 'unread')
  await marked.click()
  await message(page, 'Seen the new figures?').waitFor()
  await marked.waitFor({ state: 'detached' })
  await page.close()
})

test('a message below is announced to a person who has scrolled back', async () => {
  const page = await browser.open('?in=G0PRIYASAMLEE')
  await say(page, '/crime SW1A 1AA')
  await message(page, 'Street crime near SW1A 1AA').waitFor()
  await page.getByRole('heading', { name: 'Things to try' }).scrollIntoViewIfNeeded()
  browser.playground.slack.say({ user: 'U0SAM', channel: 'G0PRIYASAMLEE', text: 'More below' })
  await page.getByRole('button', { name: 'New messages below' }).click()
  await message(page, 'More below').waitFor()
  await page.getByRole('button', { name: 'New messages below' }).waitFor({ state: 'detached' })
  await page.close()
})

test('Shift+Enter makes a new line, Enter sends', async () => {
  const page = await browser.open('?in=D0PRIYASAM')
  await composer(page).fill('one')
  await page.keyboard.press('Shift+Enter')
  await page.keyboard.type('two')
  expect(await composer(page).inputValue()).toBe('one\ntwo')
  await page.keyboard.press('Enter')
  await message(page, 'one').waitFor()
  expect(browser.playground.slack.messages('D0PRIYASAM', 'U0PRIYA').at(-1)?.text).toBe('one\ntwo')
  await page.close()
})

test('the app’s conversation has a composer, since its manifest does not make it read-only', async () => {
  const page = await browser.open('?in=D0PRIYAAPP&tab=messages')
  expect(await composer(page).getAttribute('placeholder')).toBe('Type a postcode')
  await page.close()
})
