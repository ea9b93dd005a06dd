import { expect, test } from 'vitest'
import { DESK, launch, message, PHONE, picture, say } from './browser.ts'
import { startWatched } from './support-playground.ts'

test('one installs the app in a browser, without scripts, and then types', { timeout: 90_000 }, async () => {
  const { playground, close } = await startWatched({ workspaces: true })
  const browser = await launch()
  try {
    const slack = await browser.newPage({ viewport: DESK })
    await slack.goto(`${playground.url}?in=C0NEIGHBOURS`)
    const install = slack.getByRole('link', { name: 'Install it' })
    expect(await install.getAttribute('href')).toBe(`${playground.appUrl}/slack/install`)
    const plain = await browser.newContext({ viewport: PHONE, javaScriptEnabled: false })
    const page = await plain.newPage()
    await page.goto(`${playground.appUrl}/slack/install`)
    expect(await page.getByRole('link', { name: 'Back to the playground' }).getAttribute('href')).toBe(
      playground.url,
    )
    await page.getByRole('link', { name: 'Cancel' }).click()
    await page.getByRole('heading', { name: 'Street Crime wasn’t installed' }).waitFor()
    await page.getByRole('link', { name: 'Install Street Crime' }).click()
    await page.getByRole('link', { name: 'Allow in Playground' }).click()
    await page.getByRole('heading', { name: 'Street Crime is installed in Playground' }).waitFor()
    await picture(page, 'installed')
    // The state is good for one browser session and once.
    await page.reload()
    await page.getByRole('heading', { name: 'This link doesn’t work' }).waitFor()
    const width = await page.locator('html').evaluate(({ scrollWidth }) => scrollWidth)
    expect(width).toBeLessThanOrEqual(PHONE.width)

    await slack.getByRole('link', { name: 'Install it' }).waitFor({ state: 'detached' })
    await say(slack, '/crime LE1 1WA')
    await message(slack, 'Street crime near LE1 1WA').waitFor()
  } finally {
    await browser.close()
    await close()
  }
})
