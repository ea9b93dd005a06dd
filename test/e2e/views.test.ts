import type { Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { until } from '../support/until.ts'
import { message, openBrowser, PHONE, picture, say } from './browser.ts'
import { databaseReady } from './support-playground.ts'

let browser: Awaited<ReturnType<typeof openBrowser>>

beforeAll(async () => {
  browser = await openBrowser()
  // Until it is there people are told so, which is not what is tested here.
  await databaseReady(browser.playground.appUrl)
}, 90_000)
afterAll(() => browser?.close())
afterEach(() => {
  expect(browser.pageErrors.splice(0)).toEqual([])
  // Two openings of Home at once: the second is told so by its hash, and draws again.
  const refused = browser.playground.slack.rejections.filter(({ rule }) => !rule.includes('hash'))
  expect(refused).toEqual([])
})

const openIncidents = async (page: Page, typed: string) => {
  await say(page, typed)
  await message(page, 'near SW1A 1AA').getByRole('button', { name: 'Browse incidents' }).click()
  const modal = page.getByRole('dialog', { name: 'Incidents near SW1A 1AA' })
  await modal
    .getByText(/^1–10 of/)
    .first()
    .waitFor()
  return modal
}

/** The count in an option, "Burglary (52)": its last number. */
const counted = async (option: Locator): Promise<number> => {
  await option.waitFor({ state: 'attached' })
  const text = (await option.textContent()) ?? ''
  return Number(/(\d+)\D*$/.exec(text)?.[1])
}

/** Closed for Slack too: a page that is gone too soon has not told it. */
const closed = () => until(() => browser.playground.slack.modalOf('U0PRIYA') === undefined)

describe('browsing incidents', () => {
  test('by category, place and outcome, and page by page', async () => {
    const page = await browser.open('?in=C0NEIGHBOURS')
    const modal = await openIncidents(page, '/crime SW1A 1AA')
    await picture(page, 'incidents')
    const categories = modal.getByRole('combobox', { name: 'All categories' })
    const burglaries = await counted(categories.locator('option[value=burglary]'))
    await categories.selectOption('burglary')
    await modal.getByText(new RegExp(`places \\(${burglaries}\\sincidents\\)`)).waitFor()
    await picture(page, 'incidents-filtered')
    await modal.getByRole('button', { name: `List all ${burglaries} incidents` }).click()
    await modal.getByText(`1–10 of ${burglaries} incidents`).waitFor()
    await modal.getByText(`Page 1 of ${Math.ceil(burglaries / 10)}`).waitFor()
    await modal.getByRole('button', { name: /Next page/ }).click()
    await modal.getByText(`11–20 of ${burglaries} incidents`).waitFor()
    await modal.getByText(`Page 2 of ${Math.ceil(burglaries / 10)}`).waitFor()
    await picture(page, 'incidents-listed')
    const places = modal.getByRole('combobox', { name: 'All places' })
    await places.pressSequentially('union way')
    await modal.getByRole('option', { name: /Union Way/ }).waitFor()
    await picture(page, 'incidents-places')
    // What was typed stands first: Enter takes it.
    await places.press('Enter')
    await modal.getByText(/^On or near /).waitFor()
    const outcomes = modal.getByRole('combobox', { name: 'All outcomes' })
    // Behind the placeholder and all outcomes.
    const ofOutcome = await counted(outcomes.locator('option').nth(2))
    await outcomes.selectOption({ index: 2 })
    await modal.getByText(new RegExp(`(?:^|of )${ofOutcome}\\sincidents?, `)).waitFor()
    await page.keyboard.press('Escape')
    await closed()
    await page.close()
  })

  test('a place is opened by the button beside it, which its menu shows, and left again', async () => {
    const page = await browser.open('?in=C0NEIGHBOURS')
    const modal = await openIncidents(page, '/crime SW1A 1AA')
    const show = modal.getByRole('button', { name: /^Show \d+ incidents: / }).first()
    const name = (await show.getAttribute('aria-label'))?.replace(/^Show .*?: /, '') ?? ''
    await show.click()
    await modal.getByText(/by category$/).waitFor()
    expect(await modal.getByRole('combobox', { name: 'All places' }).inputValue()).toContain(name)
    await picture(page, 'incidents-place')
    await modal.getByRole('button', { name: 'Back to all places' }).click()
    await show.waitFor()
    expect(await modal.getByRole('combobox', { name: 'All places' }).inputValue()).toBe('')
    await page.keyboard.press('Escape')
    await closed()
    await page.close()
  })

  test('a place is saved from there, and listed', async () => {
    const page = await browser.open('?in=C0NEIGHBOURS')
    const modal = await openIncidents(page, '/crime SW1A 1AA burglary')
    await modal.getByRole('button', { name: 'Save place' }).click()
    await modal.getByText('Saved.').waitFor()
    await modal.getByRole('button', { name: 'Close', exact: true }).click()
    await closed()
    await say(page, '/crime saved')
    await message(page, 'Your saved places').getByRole('button', { name: 'Look up SW1A 1AA' }).waitFor()
    await picture(page, 'saved')
    await page.close()
  })

  test('on a phone', async () => {
    const page = await browser.open('?in=C0NEIGHBOURS', { viewport: PHONE })
    const modal = await openIncidents(page, '/crime SW1A 1AA')
    await picture(page, 'phone-incidents')
    await modal.getByRole('button', { name: 'Close', exact: true }).click()
    await closed()
    await page.close()
  })
})

describe('Home', () => {
  const open = (options = {}) => browser.open('?as=U0PRIYA&in=D0PRIYAAPP', options)
  const field = (page: Page) => page.getByRole('group', { name: 'Postcode' }).getByRole('textbox')

  test('looks up, filters, saves, orders and removes', async () => {
    const page = await open()
    await field(page).waitFor()
    await picture(page, 'home-first')
    await field(page).fill('nonsense')
    await field(page).press('Enter')
    await page.getByText('“nonsense” isn’t a postcode.').waitFor()
    await field(page).fill('ST20 0LY')
    await page.getByRole('button', { name: 'Look up' }).first().click()
    await page.getByRole('heading', { name: 'Street crime near ST20 0LY' }).waitFor()
    await page.getByRole('combobox', { name: 'All categories' }).selectOption('public-order')
    await page.getByText(/1–3 of 3\sincidents/).waitFor()
    await page.getByRole('button', { name: 'Save ST20 0LY' }).click()
    await page.getByRole('button', { name: 'Remove ST20 0LY from saved places' }).waitFor()
    await picture(page, 'home-full')
    await page.getByRole('button', { name: 'Edit the saved places' }).click()
    await page.getByRole('button', { name: 'Done' }).waitFor()
    await picture(page, 'home-editing')
    await page.getByLabel('More').last().click()
    await page.getByRole('button', { name: 'Move ST20 0LY up' }).click()
    const rows = page.locator('.with-accessory')
    await rows.first().filter({ hasText: 'ST20 0LY' }).waitFor()
    expect(await rows.allTextContents()).toEqual([
      expect.stringContaining('ST20 0LY'),
      expect.stringContaining('SW1A 1AA'),
    ])
    await page.getByLabel('More').first().click()
    await page.getByRole('button', { name: 'Remove ST20 0LY', exact: true }).click()
    await page.getByRole('button', { name: 'Save ST20 0LY' }).waitFor()
    await page.close()
  })

  test('in the dark, and on a phone', async () => {
    const page = await open({ viewport: PHONE, colorScheme: 'dark' })
    await field(page).waitFor()
    await picture(page, 'phone-home')
    await page.close()
  })
})
