import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startPage } from '../../playground/page/server.ts'
import type { SentBlock } from '../../playground/page/snapshot.ts'
import { smallSlack } from '../playground/page/small-slack.ts'
import { DESK, launch, message, picture } from './browser.ts'

let browser: Browser
let page: Awaited<ReturnType<typeof startPage>>
const small = smallSlack()

beforeAll(async () => {
  page = await startPage({ slack: small.slack, examples: [], oddities: [], shortcuts: [], port: 0 })
  browser = await launch()
})
afterAll(async () => {
  await browser?.close()
  await page?.close()
})

const plain = (text: string) => ({ type: 'plain_text', text })
const open = async (timezoneId = 'Europe/London') => {
  const opened = await browser.newPage({ viewport: DESK, timezoneId })
  await opened.goto(page.url)
  return opened
}

test('a block that cannot be drawn is shown as JSON, and the others are drawn', async () => {
  // slack-blocks-to-jsx 1.1.1 breaks on raw_number cells.
  const breaking: SentBlock = { type: 'table', rows: [[{ type: 'raw_number', value: 12 }]] }
  const unknown: SentBlock = { type: 'hologram', depth: 3 }
  const select = { type: 'hologram_select', action_id: 'pick', placeholder: plain('Pick one') }
  small.post('a strange message', 'channel', [
    { type: 'header', text: plain('Before') },
    breaking,
    unknown,
    { type: 'actions', elements: [select, { type: 'button', action_id: 'go', text: plain('Go') }] },
    { type: 'header', text: plain('After') },
  ])
  const opened = await open()
  const strange = message(opened, 'Before')
  for (const type of ['table', 'hologram', 'hologram_select']) {
    await strange.getByText(`This page can’t draw “${type}”.`).waitFor()
  }
  await strange.getByRole('heading', { name: 'After' }).waitFor()
  const pressed = small.nextPress()
  await strange.getByRole('button', { name: 'Go' }).click()
  expect(await pressed).toMatchObject({ actionId: 'go' })
  await picture(opened, 'blocks')
  await opened.close()
})

test('verbatim text is formatted, names are names, and a moment is on the reader’s clock', async () => {
  const seconds = Date.parse('2026-07-14T13:02:00Z') / 1000
  const date = `<!date^${seconds}^{date_num} {time}|13:02 UTC>`
  const text = `*Figures* of ${date}, shared by <@U0PRIYA>`
  small.post('small print', 'channel', [
    { type: 'context', elements: [{ type: 'mrkdwn', verbatim: true, text }] },
    {
      type: 'rich_text',
      elements: [
        {
          type: 'rich_text_section',
          elements: [{ type: 'date', timestamp: seconds, format: 'Also {time}' }],
        },
      ],
    },
  ])
  const opened = await open('Asia/Tokyo')
  const print = message(opened, 'Figures')
  await print.getByText('Figures', { exact: true }).waitFor()
  await print.getByText('14/07/2026 22:02').waitFor()
  await print.getByText('Also 22:02').waitFor()
  await print.getByText('@Priya').waitFor()
  await opened.close()
})

test('a button at a section’s side can be pressed', async () => {
  const accessory = { type: 'button', action_id: 'stop', text: plain('Stop') }
  small.post('an alert', 'channel', [
    { type: 'section', block_id: 'row', text: { type: 'mrkdwn', text: 'An *alert*' }, accessory },
  ])
  const opened = await open()
  const pressed = small.nextPress()
  await message(opened, 'An alert').getByRole('button', { name: 'Stop' }).click()
  expect(await pressed).toMatchObject({ actionId: 'stop', blockId: 'row' })
  await opened.close()
})

test('in the dark a message has no background of its own, so that none shows when it is lit', async () => {
  small.post('lit', 'channel', [
    { type: 'header', text: plain('Lit') },
    {
      type: 'rich_text',
      elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'words' }] }],
    },
    { type: 'context', elements: [plain('small print')] },
  ])
  const opened = await open()
  await opened.emulateMedia({ colorScheme: 'dark' })
  await message(opened, 'Lit').hover()
  // A text: the tests know no types of a browser.
  const backgrounds = await opened.evaluate<string[]>(
    "[...document.querySelectorAll('li:last-child .display-block *')].map((part) => getComputedStyle(part).backgroundColor)",
  )
  expect([...new Set(backgrounds)]).toEqual(['rgba(0, 0, 0, 0)'])
  await opened.close()
})

test('when the playground stops, the page says so', async () => {
  const opened = await open()
  await opened.getByRole('main').waitFor()
  await page.close()
  await opened.getByText('The playground isn’t answering.').waitFor()
  await opened.close()
})
