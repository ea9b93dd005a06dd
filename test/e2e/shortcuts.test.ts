import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { message, openBrowser, PHONE, picture, say } from './browser.ts'

let browser: Awaited<ReturnType<typeof openBrowser>>

beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())
afterEach(async () => {
  const { slack } = browser.playground
  if (slack.modalOf('U0PRIYA')) await slack.closeModal({ user: 'U0PRIYA', all: true })
  expect(browser.pageErrors.splice(0)).toEqual([])
})

const CHANNEL = '?in=C0NEIGHBOURS'
const dialog = (page: Page) => page.getByRole('dialog', { name: 'Look up street crime' })

/** Says something and picks "Look up crime here" on it. */
const lookUpIn = async (page: Page, said: string) => {
  await say(page, said)
  await message(page, said).getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('button', { name: 'Look up crime here' }).click()
}

test('a message with one postcode, however it is written, is answered with its report', async () => {
  const page = await browser.open(CHANNEL)
  await lookUpIn(page, 'Van broken into again at le1 1wa, third time this year')
  await message(page, 'Street crime near LE1 1WA').getByText('Only visible to you').waitFor()
  await page.close()
})

test('a message with several asks which', async () => {
  const page = await browser.open(CHANNEL)
  await lookUpIn(page, 'We either meet at LE1 1WA or at GL50 1AA')
  const choice = message(page, 'Two postcodes found.')
  await choice.waitFor()
  await picture(page, 'shortcut-several')
  await choice.getByRole('button', { name: 'Compare both' }).click()
  await message(page, 'Street crime near LE1 1WA and GL50 1AA').waitFor()
  await choice.getByRole('button', { name: 'Look up GL50 1AA' }).click()
  await message(page, 'Street crime near GL50 1AA').getByRole('button', { name: 'Save place' }).waitFor()
  await page.close()
})

test('a message with none opens a modal that asks', async () => {
  const page = await browser.open(CHANNEL, { viewport: PHONE })
  await lookUpIn(page, 'See you at the meeting')
  await dialog(page).getByText('We couldn’t find a postcode in that message.').waitFor()
  await picture(page, 'shortcut-none-phone')
  await page.close()
})

test('from anywhere: an error beside the field, then the report in the modal', async () => {
  const page = await browser.open(CHANNEL)
  await page.getByRole('button', { name: 'Shortcuts' }).click()
  await page.getByRole('button', { name: 'Look up street crime' }).click()
  const field = dialog(page).getByRole('textbox', { name: 'Postcode' })
  await field.fill('LE1 IWA')
  await field.press('Enter')
  await dialog(page).getByRole('alert').getByText('Did you mean LE1 1WA?').waitFor()
  await picture(page, 'shortcut-anywhere-error')
  await field.fill('LE1 1WA')
  await field.press('Enter')
  await dialog(page).getByRole('heading', { name: 'Street crime near LE1 1WA' }).waitFor()
  await picture(page, 'shortcut-anywhere')
  await dialog(page).getByRole('button', { name: 'Browse incidents' }).click()
  await page
    .getByRole('dialog')
    .getByText(/^1–10 of/)
    .first()
    .waitFor()
  await page.close()
})
