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

/** Keeps a picture of each feature among the artefacts, for people to look at. */
const pictures = async (page: Page, look: string): Promise<void> => {
  for (const feature of features) {
    const path = `${import.meta.dirname}/../../artefacts/gallery-${feature}-${look}.png`
    await page.locator(`section#${feature}`).screenshot({ path })
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
