import { chromium, type Locator, type Page } from 'playwright-core'
import { startWatched } from './support-playground.ts'

/** Sizes the pages are looked at. */
export const DESK = { width: 1280, height: 860 }
export const PHONE = { width: 375, height: 812 }

/** Chromium with a new, empty profile. */
export const launch = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    // Containers run tests as root, where Chromium's own sandbox does not start.
    args: ['--no-sandbox', '--lang=en-GB'],
    // The order of day and month in a date field comes from here; Debian has the British one in chromium-l10n.
    env: { ...process.env, LANGUAGE: 'en_GB' },
  })

/** A playground and a browser of its own; `close` ends both, and fails when anything of the supplier's was kept. */
export async function openBrowser(options: Parameters<typeof startWatched>[0] = {}) {
  const { playground, close: closePlayground } = await startWatched(options)
  const browser = await launch()
  const pageErrors: string[] = []
  const open = async (member = '', options: Parameters<typeof browser.newPage>[0] = {}) => {
    const page = await browser.newPage({ viewport: DESK, colorScheme: 'light', locale: 'en-GB', ...options })
    page.on('pageerror', (error) => pageErrors.push(error.message))
    await page.goto(playground.url + member)
    return page
  }
  const close = async () => {
    await browser.close()
    await closePlayground()
  }
  return { playground, open, close, pageErrors }
}

export const composer = (page: Page) => page.getByRole('textbox', { name: /^Message/ })

/** Types a line and sends it, as a person would. */
export async function say(page: Page, line: string): Promise<void> {
  await composer(page).fill(line)
  await composer(page).press('Enter')
}

/** Whether the keyboard is at this element. */
export const focused = async (page: Page, element: Locator): Promise<boolean> =>
  (await element.and(page.locator(':focus')).count()) === 1

/** The newest message that holds these words. */
export const message = (page: Page, words: string) =>
  page.getByRole('listitem').filter({ hasText: words }).last()

/** Keeps a picture among the artefacts, for people to look at. */
export async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `${import.meta.dirname}/../../artefacts/${name}.png` })
}
