import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { message, openBrowser, PHONE, picture, say } from './browser.ts'
import { databaseReady } from './support-playground.ts'

let browser: Awaited<ReturnType<typeof openBrowser>>

beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())
afterEach(() => {
  expect(browser.pageErrors.splice(0)).toEqual([])
})

test('two places side by side, for oneself and then for everyone', async () => {
  const page = await browser.open('?in=C0NEIGHBOURS')
  const sam = await browser.open('?as=U0SAM&in=C0NEIGHBOURS', { viewport: PHONE, colorScheme: 'dark' })
  await say(page, '/crime LE1 1WA vs GL50 1AA')
  const compared = message(page, 'Street crime near LE1 1WA and GL50 1AA')
  await compared.getByRole('button', { name: 'Report for GL50 1AA' }).waitFor()
  await picture(page, 'compare-two')
  const rows = ((await compared.locator('pre').textContent()) ?? '').split('\n')
  expect(new Set(rows.map((row) => row.length)).size).toBe(1)
  await compared.getByRole('button', { name: 'Share to channel' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Share' }).click()
  const shared = message(sam, 'Shared by @Priya')
  await shared.getByRole('heading').scrollIntoViewIfNeeded()
  await picture(sam, 'compare-phone-dark')
  expect(await shared.getByRole('button', { name: 'Share to channel' }).count()).toBe(0)
  await shared.getByRole('button', { name: 'Report for LE1 1WA' }).click()
  await message(sam, 'Only visible to you').getByText('Street crime near LE1 1WA').waitFor()
  await Promise.all([page.close(), sam.close()])
})

test('four places, one of which does not answer', async () => {
  const page = await browser.open('?in=C0COMMITTEE')
  await say(page, '/crime LE1 1WA, GL50 1AA, M50 3AA and SW1A 1AA')
  const compared = message(page, 'Street crime near LE1 1WA, GL50 1AA and SW1A 1AA')
  await compared.getByText('The police data service isn’t working at the moment').waitFor()
  await picture(page, 'compare-four')
  const asked = browser.playground.postcodeArea.nextCall()
  await compared.getByRole('button', { name: 'Try again' }).click()
  expect((await asked).postcode).toBe('M50 3AA')
  await page.close()
})

test('saved places on Home', async () => {
  await databaseReady(browser.playground.appUrl)
  const page = await browser.open('?in=C0NEIGHBOURS')
  for (const postcode of ['LE1 1WA', 'GL50 1AA']) {
    await say(page, `/crime ${postcode}`)
    await message(page, `Street crime near ${postcode}`).getByRole('button', { name: 'Save place' }).click()
    await message(page, `${postcode} is on your Street Crime Home tab.`).waitFor()
  }
  await page.getByRole('button', { name: 'Street Crime' }).click()
  await page.getByRole('button', { name: 'Compare', exact: true }).click()
  await page.getByText('Choose two to four saved places.').waitFor()
  await picture(page, 'compare-home-first')
  await page.getByRole('button', { name: 'Compare saved places' }).click()
  for (const postcode of ['LE1 1WA', 'GL50 1AA']) await page.getByRole('checkbox', { name: postcode }).check()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Compare', exact: true }).click()
  await page.getByRole('heading', { name: 'Street crime near LE1 1WA and GL50 1AA' }).waitFor()
  await picture(page, 'compare-home')
  await page.getByRole('button', { name: 'Back from the comparison' }).click()
  await page.getByRole('heading', { name: /and GL50/ }).waitFor({ state: 'detached' })
  await page.close()
})
