import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { composer, focused, message, openBrowser, picture, say } from './browser.ts'

let browser: Awaited<ReturnType<typeof openBrowser>>

beforeAll(async () => {
  browser = await openBrowser({ fromNothing: true })
})
afterAll(() => browser?.close())
afterEach(() => {
  expect(browser.pageErrors.splice(0)).toEqual([])
})

const CHANNEL = '?in=C0NEIGHBOURS'

describe('one person', () => {
  test('an empty channel says what to type, and puts it into the composer', async () => {
    const page = await browser.open('?in=G0PRIYASAMLEE')
    await page.getByRole('heading', { name: 'Nothing here yet' }).waitFor()
    await picture(page, 'empty')
    await page.getByRole('button', { name: '/crime help' }).click()
    expect(await composer(page).inputValue()).toBe('/crime help')
    await composer(page).press('Enter')
    await message(page, 'What you can type').getByText('Only visible to you').waitFor()
    await picture(page, 'help')
    await page.close()
  })

  test('a postcode is answered with a report that only they see', async () => {
    const page = await browser.open(CHANNEL)
    await say(page, '/crime SW1A 1AA')
    const report = message(page, 'Street crime near SW1A 1AA')
    await report.getByText('Only visible to you').waitFor()
    await report.getByText('Violence and sexual offences').waitFor()
    await report.getByRole('link', { name: 'Open Government Licence' }).waitFor()
    await picture(page, 'report')
    await page.close()
  })

  test('every row of figures is as wide as the next', async () => {
    const page = await browser.open(CHANNEL)
    await say(page, '/crime SW1A 1AA')
    const rows = await message(page, 'Street crime near SW1A 1AA').locator('pre').first().textContent()
    const bars = (rows ?? '').split('\n').map((row) => row.search(/━/))
    expect(bars.length).toBeGreaterThan(5)
    expect(new Set(bars).size).toBe(1)
    await page.close()
  })

  test('a failure of the supplier has its own message, and Try again', async () => {
    const page = await browser.open(CHANNEL)
    await say(page, '/crime M50 3AA')
    const failure = message(page, 'The police data service isn’t working at the moment.')
    await failure.waitFor()
    await picture(page, 'failure')
    const asked = browser.playground.postcodeArea.nextCall()
    await failure.getByRole('button', { name: 'Try again' }).click()
    expect((await asked).postcode).toBe('M50 3AA')
    await page.close()
  })

  test('another command gets a hint, and stays', async () => {
    const page = await browser.open(CHANNEL)
    await say(page, '/weather LE1 1WA')
    await page.getByText('/weather is not a command here. Try /crime help.').waitFor()
    expect(await composer(page).inputValue()).toBe('/weather LE1 1WA')
    await page.close()
  })
})

describe('two people', () => {
  test('what one person shares, after confirming, the other sees', async () => {
    const priya = await browser.open('?as=U0PRIYA&in=C0COMMITTEE')
    const sam = await browser.open('?as=U0SAM&in=C0COMMITTEE')
    await say(priya, '/crime ST20 0LY')
    const report = message(priya, 'Street crime near ST20 0LY')
    await report.getByRole('button', { name: 'Share to channel' }).click()
    const dialog = priya.getByRole('dialog', { name: /Share/ })
    await dialog.waitFor()
    await picture(priya, 'confirm')
    expect(await message(sam, 'Street crime near').count()).toBe(0)
    await dialog.getByRole('button', { name: 'Share' }).click()
    const shared = message(sam, 'Shared by @Priya')
    await shared.waitFor()
    expect(await shared.getByText('Only visible to you').count()).toBe(0)
    await picture(sam, 'shared')
    await Promise.all([priya.close(), sam.close()])
  })

  test('nothing is shared when the question is answered with Escape', async () => {
    const page = await browser.open('?in=C0NEIGHBOURS')
    await say(page, '/crime ST20 0LY')
    const share = message(page, 'Street crime near ST20 0LY').getByRole('button', { name: /Share/ })
    const presses = () =>
      browser.playground.slack.traffic.filter(({ what }) => what === 'block_actions').length
    const before = presses()
    await share.click()
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect(await focused(page, share)).toBe(true)
    expect(presses()).toBe(before)
    await page.close()
  })

  test('switching person switches what is seen', async () => {
    const page = await browser.open('?as=U0PRIYA&in=D0PRIYASAM')
    await say(page, '/crime LE1 1WA')
    await message(page, 'Street crime near LE1 1WA').waitFor()
    await page.getByRole('region', { name: 'You are' }).getByRole('button', { name: 'Sam' }).click()
    await page.getByText('as Sam sees it').waitFor()
    expect(await page.getByText('Street crime near LE1 1WA').count()).toBe(0)
    await page.close()
  })
})
