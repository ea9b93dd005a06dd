import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { DESK, message, openBrowser, PHONE, picture, say } from './browser.ts'

let browser: Awaited<ReturnType<typeof openBrowser>>

beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())
afterEach(() => {
  expect(browser.pageErrors.splice(0)).toEqual([])
})

/** The newest report for oneself: charts have the same heading, and other buttons. */
const report = (page: Page) =>
  page
    .getByRole('listitem')
    .filter({ has: page.getByRole('button', { name: 'Save place' }) })
    .last()
const chart = (page: Page, title: RegExp) => page.getByRole('figure', { name: title }).last()

const chooseFurther = async (page: Page, what: string) => {
  await say(page, '/crime SW1A 1AA')
  await report(page).getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('button', { name: what, exact: true }).click()
}

test('a chart for oneself, and then for everyone', async () => {
  const page = await browser.open('?in=C0NEIGHBOURS')
  const sam = await browser.open('?as=U0SAM&in=C0NEIGHBOURS')
  await chooseFurther(page, 'Chart')
  await chart(page, /^By category/).waitFor()
  const bars = chart(page, /^By category/)
  expect(await bars.getByRole('row', { name: /^Violen/ }).textContent()).toMatch(/\d{3}$/)
  const pie = chart(page, /^By outcome/)
  expect(await pie.getByRole('row').count()).toBe(6)
  await page.setViewportSize({ width: DESK.width, height: 1100 })
  await picture(page, 'chart')
  await message(page, 'By outcome').getByRole('button', { name: 'Share to channel' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Share' }).click()
  await message(sam, 'Shared by @Priya').getByRole('figure').first().waitFor()
  await sam.setViewportSize(PHONE)
  await sam.emulateMedia({ colorScheme: 'dark' })
  await chart(sam, /^By category/).scrollIntoViewIfNeeded()
  await picture(sam, 'chart-phone-dark')
  await chart(sam, /^By outcome/).scrollIntoViewIfNeeded()
  await picture(sam, 'chart-phone-dark-pie')
  expect(await sam.evaluate('document.documentElement.scrollWidth')).toBe(PHONE.width)
  await Promise.all([page.close(), sam.close()])
})

test('a report as text to copy', async () => {
  const page = await browser.open('?in=C0NEIGHBOURS')
  await chooseFurther(page, 'Copy as text')
  const modal = page.getByRole('dialog')
  await modal.getByText('Contains public sector information').waitFor()
  await picture(page, 'copy-as-text')
  await page.keyboard.press('Escape')
  await modal.waitFor({ state: 'detached' })
  await page.close()
})

// Last: charts are then offered to nobody for a day.
test('where Slack knows no charts, a sentence says so, and none is offered again', async () => {
  const page = await browser.open('?in=C0COMMITTEE')
  await page.getByRole('combobox', { name: 'Slack fails with' }).selectOption('no_charts')
  await chooseFurther(page, 'Chart')
  await message(page, 'This workspace can’t show charts yet.').waitFor()
  await picture(page, 'chart-refused')
  await page.getByRole('combobox', { name: 'Slack fails with' }).selectOption('none')
  await say(page, '/crime SW1A 1AA burglary')
  const next = message(page, 'Burglary near SW1A 1AA')
  await next.getByRole('button', { name: 'Copy as text' }).waitFor()
  expect(await next.getByRole('button', { name: 'More', exact: true }).count()).toBe(0)
  await page.close()
})
