import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { composer, focused, PHONE, picture } from './browser.ts'
import { gate, homeApp } from './support-home.ts'
import { deferred, openStage } from './support-stage.ts'

let stage: Awaited<ReturnType<typeof openStage>>

beforeAll(async () => {
  stage = await openStage(homeApp)
})
afterAll(() => stage?.close())
beforeEach(() => {
  gate.opening = Promise.resolve()
})
afterEach(() => {
  expect(stage.pageErrors.splice(0)).toEqual([])
  expect(stage.slack.rejections).toEqual([])
})

const openHome = async (member = '?in=app', look = {}) => {
  const page = await stage.open(member, look)
  await page.getByText('Nothing yet.').waitFor()
  return { page, postcode: page.getByRole('textbox', { name: 'Postcode' }) }
}
const scrolled = (page: Page) =>
  page.getByRole('region', { name: 'Home' }).evaluate((region) => region.scrollTop)

test('it says that it is loading until the app has published it, to people who never met the app too', async () => {
  const first = deferred()
  gate.opening = first.promise
  const notify = stage.next('home')
  const page = await stage.open('?as=U0LEE')
  await page.getByRole('button', { name: 'Street Crime' }).click()
  await page.getByText('Loading …').waitFor()
  expect(await notify).toMatchObject({ user: 'U0LEE', tab: 'home' })
  first.resolve()
  await page.getByText('Nothing yet.').waitFor()
  expect(await page.getByText('Loading …').count()).toBe(0)
  await page.close()
})

test('Enter in its field tells the app, and the field keeps text and keyboard', async () => {
  const { page, postcode } = await openHome()
  await page.getByText('Press Enter to submit').waitFor()
  await picture(page, 'views-home')
  const action = stage.next('action')
  await postcode.pressSequentially('LE1 1WA')
  await postcode.press('Enter')
  expect(await action).toMatchObject({ type: 'plain_text_input', value: 'LE1 1WA' })
  await page.getByText('plain_text_input postcode LE1 1WA undefined').waitFor()
  expect(await postcode.inputValue()).toBe('LE1 1WA')
  expect(await focused(page, postcode)).toBe(true)
  await page.close()
})

test('a menu and a button bring along what is typed', async () => {
  const { page, postcode } = await openHome('?as=U0SAM&in=app')
  await postcode.fill('GL50 1AA')
  await page.getByRole('combobox', { name: 'All categories' }).selectOption('burglary')
  await page.getByText('static_select category GL50 1AA burglary').waitFor()
  await page.getByRole('button', { name: 'Look up' }).click()
  await page.getByText('button look-up GL50 1AA burglary').waitFor()
  expect(await page.getByRole('combobox', { name: 'All categories' }).inputValue()).toBe('burglary')
  await page.close()
})

test('an overflow menu by keyboard', async () => {
  const { page } = await openHome()
  const dots = page.getByRole('button', { name: 'More' })
  await dots.focus()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Move up' }).waitFor()
  await picture(page, 'views-overflow')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Move up' }).waitFor({ state: 'hidden' })
  expect(await focused(page, dots)).toBe(true)
  const action = stage.next('action')
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'Enter']) await page.keyboard.press(key)
  expect(await action).toMatchObject({ type: 'overflow', selected_option: { value: 'Remove' } })
  expect(await focused(page, dots)).toBe(true)
  await page.close()
})

test('an update leaves the reader where they are, even if it takes away what they pressed', async () => {
  const { page } = await openHome()
  await page.getByRole('button', { name: 'Next page' }).click()
  await page.getByRole('button', { name: 'Next page' }).waitFor({ state: 'detached' })
  expect(await scrolled(page)).toBeGreaterThan(100)
  expect(await focused(page, page.getByRole('region', { name: 'Home' }))).toBe(true)
  await page.close()
})

test('links open elsewhere, in the style they were given', async () => {
  const { page } = await openHome()
  const anchor = page.getByRole('link', { name: 'Abbey Street' })
  expect(await anchor.getAttribute('target')).toBe('_blank')
  expect(await anchor.getAttribute('rel')).toBe('noreferrer')
  const weight = await page.evaluate('getComputedStyle(document.querySelector(".home a")).fontWeight')
  expect(weight).toBe('600')
  await page.close()
})

test('Messages is the other tab, in the address as well', async () => {
  const { page } = await openHome()
  const notify = stage.next('home')
  await page.getByRole('button', { name: 'Messages', exact: true }).click()
  expect(await notify).toMatchObject({ tab: 'messages' })
  await composer(page).waitFor()
  await page.reload()
  await composer(page).waitFor()
  await page.close()
})

test('a phone and the dark', async () => {
  const { page } = await openHome('?in=app', { viewport: PHONE, colorScheme: 'dark' })
  await picture(page, 'views-home-phone-dark')
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(PHONE.width)
  await page.close()
})
