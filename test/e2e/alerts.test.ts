import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { message, openBrowser, PHONE, picture, say } from './browser.ts'
import { midday } from './support-midday.ts'
import { databaseReady } from './support-playground.ts'

let browser: Awaited<ReturnType<typeof openBrowser>>

beforeAll(async () => {
  browser = await openBrowser(midday())
  await databaseReady(browser.playground.appUrl)
}, 90_000)
afterAll(() => browser?.close())
afterEach(async () => {
  if (browser.playground.slack.modalOf('U0PRIYA'))
    await browser.playground.slack.closeModal({ user: 'U0PRIYA', all: true })
  expect(browser.pageErrors.splice(0)).toEqual([])
})

const CHANNEL = '?in=C0NEIGHBOURS'
const dialog = (page: Page) => page.getByRole('dialog')
const set = (page: Page) => dialog(page).getByRole('button', { name: 'Set up alert' })
/** The row of an alert in the newest list. */
const row = (page: Page, postcode: string) =>
  message(page, 'Alerts in this channel').locator('.with-accessory').filter({ hasText: postcode })

const choose = async (page: Page, postcode: string, action: string) => {
  await row(page, postcode).getByLabel('More').click()
  await page.getByRole('button', { name: action, exact: true }).click()
}

test('an alert is set up from a report, and the channel sees who set it up', async () => {
  const page = await browser.open(CHANNEL)
  const sam = await browser.open('?as=U0SAM&in=C0NEIGHBOURS')
  await say(page, '/crime LE1 1WA')
  await message(page, 'Street crime near LE1 1WA').getByRole('button', { name: 'Alert this channel' }).click()
  await dialog(page).getByRole('textbox', { name: 'Postcode' }).waitFor()
  await picture(page, 'alert-form')
  await dialog(page).getByRole('textbox', { name: 'Postcode' }).fill('nonsense')
  await set(page).click()
  await dialog(page).getByText('“nonsense” isn’t a postcode.').waitFor()
  await picture(page, 'alert-form-error')
  await dialog(page).getByRole('textbox', { name: 'Postcode' }).fill('LE1 1WA')
  await set(page).click()
  await dialog(page).getByText('Alert set up for LE1 1WA, all categories.').waitFor()
  await picture(page, 'alert-set')
  await dialog(page).getByRole('button', { name: 'Close' }).click()
  await message(sam, '@Priya has set up an alert for LE1 1WA').waitFor()
  await picture(sam, 'alert-confirmation')
  await Promise.all([page.close(), sam.close()])
})

test('pausing, resuming, editing and stopping, each from the list', async () => {
  const page = await browser.open(CHANNEL)
  await say(page, '/crime alert GL50 1AA burglary, drugs')
  await message(page, 'Alert set up for GL50 1AA').getByRole('button', { name: 'Manage alerts' }).click()
  await row(page, 'LE1 1WA').getByText('Set up by @Priya').waitFor()
  await picture(page, 'alert-list')

  await choose(page, 'GL50 1AA', 'Pause')
  await picture(page, 'alert-pause')
  await dialog(page).getByRole('button', { name: 'Pause alert' }).click()
  await dialog(page).getByText('It’s paused until').waitFor()
  await dialog(page).getByRole('button', { name: 'Close' }).click()
  await say(page, '/crime alerts')
  await row(page, 'GL50 1AA').getByText('Paused until').waitFor()
  await picture(page, 'alert-list-paused')
  await choose(page, 'GL50 1AA', 'Resume')
  await message(page, 'The alert for GL50 1AA is running again').waitFor()

  await choose(page, 'GL50 1AA', 'Edit')
  const postcode = dialog(page).getByRole('textbox', { name: 'Postcode' })
  expect(await postcode.inputValue()).toBe('GL50 1AA')
  await dialog(page)
    .getByRole('button', { name: 'Only these categories' })
    .getByText('Burglary, Drugs')
    .waitFor()
  await picture(page, 'alert-edit')
  await dialog(page)
    .getByRole('checkbox', { name: /thread/ })
    .uncheck()
  await dialog(page).getByRole('button', { name: 'Save' }).click()
  await dialog(page).getByText('Alert saved for GL50 1AA').waitFor()
  await dialog(page).getByRole('button', { name: 'Close' }).click()

  await choose(page, 'GL50 1AA', 'Stop')
  const stopped = message(page, 'Alert stopped for GL50 1AA.')
  await stopped.waitFor()
  await picture(page, 'alert-stop')
  await stopped.getByRole('button', { name: 'Undo' }).click()
  await message(page, 'The alert for GL50 1AA is running again').last().waitFor()
  await say(page, '/crime stop GL50 1AA')
  await message(page, 'Alert stopped for GL50 1AA.').waitFor()
  await say(page, '/crime stop GL50 1AA')
  await message(page, 'There’s no alert for GL50 1AA here.').waitFor()
  await picture(page, 'alert-stopped')
  await page.close()
})

test('Home lists the alerts one set up', async () => {
  const page = await browser.open('?as=U0PRIYA&in=D0PRIYAAPP', { viewport: PHONE })
  await page.getByRole('heading', { name: 'Alerts you set up' }).scrollIntoViewIfNeeded()
  await page.locator('.with-accessory').filter({ hasText: 'LE1 1WA in #neighbourhood-watch' }).waitFor()
  await picture(page, 'alert-home-phone')
  await page.close()
})

test('the next month is published from the page, and the app starts again', async () => {
  const page = await browser.open(CHANNEL)
  const publisher = page.getByRole('region', { name: 'Police figures' })
  const month = browser.playground.publisher.month()
  await publisher.getByRole('button', { name: /^Publish / }).click()
  await publisher.getByText('The app is restarting').waitFor()
  await picture(page, 'publish')
  await publisher.getByText('Alerts are posted within about a minute.').waitFor()
  expect(browser.playground.publisher.month() > month).toBe(true)
  await page.close()
})

test('a private channel that the app is not in: post fails, invited, tried again', async () => {
  const page = await browser.open('?in=C0COMMITTEE', { colorScheme: 'dark' })
  await say(page, '/crime alert LE1 1WA')
  const refused = message(page, 'so the alert for LE1 1WA hasn’t been set up.')
  await refused.waitFor()
  await say(page, '/invite @Street Crime')
  await page.getByText('Street Crime is in committee now.').waitFor()
  await picture(page, 'alert-refused-dark')
  await refused.getByRole('button', { name: 'Try again' }).click()
  await message(page, 'Alert set up for LE1 1WA').waitFor()
  await message(page, '@Priya has set up an alert for LE1 1WA').waitFor()
  await picture(page, 'alert-tried-again-dark')
  await page.close()
})

test('the same from the form: the button to try again waits in the conversation with the app', async () => {
  const page = await browser.open('?in=C0COMMITTEE')
  await say(page, '/remove @Street Crime')
  await page.getByText('Street Crime has left committee.').waitFor()
  await say(page, '/crime alert')
  await dialog(page).getByRole('textbox', { name: 'Postcode' }).fill('GL50 1AA')
  await set(page).click()
  await dialog(page).getByText('There’s a button for that in your conversation with Street Crime.').waitFor()
  await picture(page, 'alert-refused-form')
  await dialog(page).getByRole('button', { name: 'Cancel' }).click()
  await say(page, '/invite @Street Crime')
  await page.getByText('Street Crime is in committee now.').waitFor()
  const app = await browser.open('?in=D0PRIYAAPP&tab=messages')
  await message(app, 'so the alert for GL50 1AA hasn’t been set up')
    .getByRole('button', { name: 'Try again' })
    .click()
  await message(app, 'Alert set up for GL50 1AA').waitFor()
  await picture(app, 'alert-in-own-conversation')
  await Promise.all([page.close(), app.close()])
})

test('the alert arrives: one line, and its report as the thread', async () => {
  const page = await browser.open(CHANNEL)
  const line = page.getByRole('listitem').filter({ hasText: 'New figures near LE1 1WA' })
  await line.waitFor({ timeout: 110_000 })
  const thread = page.locator('[data-in-thread="true"]')
  await thread.getByRole('button', { name: 'Browse incidents' }).waitFor()
  await picture(page, 'alert-arrived-end')
  await line.scrollIntoViewIfNeeded()
  await picture(page, 'alert-arrived')
  expect(await line.count()).toBe(1)
  await thread.getByRole('button', { name: 'Manage alerts' }).click()
  await row(page, 'LE1 1WA').getByText('Last posted').waitFor()
  await page.close()
  const phone = await browser.open(CHANNEL, { viewport: PHONE, colorScheme: 'dark' })
  await phone.getByText('New figures near LE1 1WA').scrollIntoViewIfNeeded()
  await picture(phone, 'alert-arrived-phone-dark')
  await phone.close()
}, 150_000)
