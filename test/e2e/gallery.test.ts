import { mkdir, writeFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadExamples } from '../../playground/page/gallery.ts'
import { startPage } from '../../playground/page/server.ts'
import { smallSlack } from '../playground/page/small-slack.ts'
import { examples } from '../support/examples/examples.ts'
import { launch } from './browser.ts'

let browser: Browser
let server: Awaited<ReturnType<typeof startPage>>

beforeAll(async () => {
  await mkdir(ARTEFACTS, { recursive: true })
  server = await startPage({
    ...{ slack: smallSlack().slack, examples: [], oddities: [], shortcuts: [], gallery: loadExamples },
    port: 0,
  })
  browser = await launch()
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

const ARTEFACTS = `${import.meta.dirname}/../../artefacts`
const WIDE = { width: 2300, height: 1000 }
const features = [...new Set(examples.map(({ feature }) => feature))]

const open = async (look: string) => {
  const page = await browser.newPage({ viewport: WIDE })
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  await page.goto(`${server.url}/gallery?look=${look}`)
  await page.locator('.example').last().waitFor()
  return { page, errors }
}

/** Shows one feature alone: with the others beside it, all examples would be laid out anew for its picture. */
const showOnly = (page: Page, feature: string): Promise<void> =>
  page.locator('main.gallery > section').evaluateAll((sections, id) => {
    for (const section of sections) section.toggleAttribute('hidden', section.id !== id)
  }, feature)

/** Keeps a picture of each feature among the artefacts, for people to look at. */
const pictures = async (page: Page, look: string): Promise<void> => {
  const browserItself = await page.context().newCDPSession(page)
  for (const feature of features) {
    await showOnly(page, feature)
    const box = await page.locator(`section#${feature}`).boundingBox()
    if (box === null) throw new Error(`${feature} is not drawn`)
    const clip = { ...box, scale: 1 }
    // Not Playwright's own screenshot, which takes twice as long: it compresses as well as it can.
    const { data } = await browserItself.send('Page.captureScreenshot', {
      ...{ format: 'png', clip, captureBeyondViewport: true, optimizeForSpeed: true },
    })
    await writeFile(`${ARTEFACTS}/gallery-${feature}-${look}.png`, Buffer.from(data, 'base64'))
  }
}

test.each(['light', 'dark', 'phone'])('every example is drawn, %s', { timeout: 150_000 }, async (look) => {
  const { page, errors } = await open(look)
  expect(await page.locator(`.look[data-look="${look}"]`).count()).toBe(examples.length)
  expect(await page.locator('.look:empty').count()).toBe(0)
  expect(await page.locator('.as-json').allTextContents()).toEqual([])
  expect(errors).toEqual([])
  const overflowing = await page
    .locator('.look')
    .evaluateAll((all) => all.filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.innerHTML))
  expect(overflowing).toEqual([])
  await pictures(page, look)
  await page.close()
})

test('an address leads to one example, and its golden file stands below it', async () => {
  const page = await browser.newPage({ viewport: WIDE })
  await page.goto(`${server.url}/gallery#home/first-visit`)
  const example = page.getByRole('article', { name: 'first-visit' })
  await example.waitFor()
  expect(await example.locator('.look').count()).toBe(3)
  await example.getByText('Its golden file').click()
  await example.getByText('Home, opened for the first time').first().waitFor()
  await page.close()
})
