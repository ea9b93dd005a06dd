import { chromium, type Page } from 'playwright-core'
import { loadExamples } from './page/gallery.ts'
import { startPage } from './page/server.ts'
import { startSlack } from './slack/slack.ts'

const DOCS = `${import.meta.dirname}/../docs`

/** The pictures of README and docs, each of these examples in one frame. */
const PICTURES: Readonly<Record<string, readonly string[]>> = {
  report: ['report/city-centre'],
  comparison: ['comparison/two-places'],
  browse: ['browse/places'],
  home: ['home/with-alerts'],
  alert: ['alerts/announcement', 'alerts/thread'],
}

/** Puts the drawn examples below one another and takes their picture. */
async function takePicture(page: Page, name: string, [first, ...more]: readonly string[]): Promise<void> {
  const frame = (path: string | undefined) => page.locator(`[id="${path}"] .look`)
  for (const path of more) {
    const html = await frame(path).innerHTML()
    await frame(first).evaluate((element, added) => element.insertAdjacentHTML('beforeend', added), html)
  }
  await frame(first).screenshot({ path: `${DOCS}/${name}.png` })
}

const slack = await startSlack({ signingSecret: 'pictures' })
const server = await startPage({
  ...{ slack, examples: [], oddities: [], shortcuts: [] },
  gallery: loadExamples,
  port: 0,
})
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  // Containers run this as root, where Chromium's own sandbox does not start.
  args: ['--no-sandbox', '--lang=en-GB'],
  // The order of day and month in a date field comes from here; Debian has the British one in chromium-l10n.
  env: { ...process.env, LANGUAGE: 'en_GB' },
})
try {
  const page = await browser.newPage({
    ...{ viewport: { width: 1400, height: 1000 }, deviceScaleFactor: 2 },
    ...{ colorScheme: 'light', timezoneId: 'Europe/London', locale: 'en-GB' },
  })
  await page.goto(`${server.url}/gallery?look=light`)
  await page.locator('.example').last().waitFor()
  for (const [name, examples] of Object.entries(PICTURES)) await takePicture(page, name, examples)
} finally {
  await browser.close()
  await server.close()
  await slack.close()
}
