import type { App, BlockAction } from '@slack/bolt'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { composer, focused, PHONE, picture, say } from './browser.ts'
import { type Notify, openStage } from './support-stage.ts'
import { everything } from './support-views.ts'

/** Opens a modal with one of everything; Refresh updates it, and submitting it closes it. */
const register = (app: App, notify: Notify): void => {
  app.command('/crime', async ({ ack, command, client }) => {
    await ack()
    await client.views.open({ trigger_id: command.trigger_id, view: everything('As it was opened.') })
  })
  app.action<BlockAction>('refresh', async ({ ack, body, client }) => {
    await ack()
    await client.views.update({ view_id: body.view?.id ?? '', view: everything('As it was updated.') })
  })
  app.view('modal', async ({ ack, body }) => {
    await ack()
    notify('submission', body.view.state.values)
  })
}

let stage: Awaited<ReturnType<typeof openStage>>

beforeAll(async () => {
  stage = await openStage(register)
})
afterAll(() => stage?.close())
afterEach(async () => {
  await stage.closeModals()
  expect(stage.pageErrors.splice(0)).toEqual([])
  expect(stage.slack.rejections).toEqual([])
})

const openModal = async (look = {}) => {
  const page = await stage.open('?in=C0NEIGHBOURS', look)
  await say(page, '/crime LE1 1WA')
  const modal = page.getByRole('dialog', { name: 'Every element' })
  await modal.waitFor()
  return { page, modal }
}

async function fillIn(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'Postcode' }).fill('LE1 1WA')
  await page.getByRole('textbox', { name: 'Note' }).fill('one\ntwo')
  await page.getByRole('combobox', { name: 'Outcome' }).selectOption('local')
  await page.getByRole('button', { name: 'Only these categories' }).click()
  await page.getByRole('checkbox', { name: 'Drugs' }).check()
  await page.getByRole('checkbox', { name: 'Burglary' }).check()
  await page.keyboard.press('Escape')
  await page.getByRole('combobox', { name: 'Channel' }).selectOption('C0COMMITTEE')
  await page.getByRole('checkbox', { name: 'Outcomes' }).check()
  await page.getByRole('radio', { name: 'By category' }).check()
  await page.getByRole('textbox', { name: 'From' }).fill('2026-03-01')
}

test('every element is filled in, outlives an update, and reaches the app', async () => {
  const { page, modal } = await openModal()
  expect(await focused(page, page.getByRole('textbox', { name: 'Postcode' }))).toBe(true)
  expect(await page.getByRole('combobox', { name: 'Channel' }).inputValue()).toBe('C0NEIGHBOURS')
  await fillIn(page)
  await modal.getByRole('button', { name: 'Refresh' }).click()
  await modal.getByText('As it was updated.').waitFor()
  await picture(page, 'views-elements-end')
  await page.getByRole('textbox', { name: 'Postcode' }).scrollIntoViewIfNeeded()
  await picture(page, 'views-elements')
  expect(await page.getByRole('textbox', { name: 'Note' }).inputValue()).toBe('one\ntwo')
  expect(await page.getByRole('combobox', { name: 'Outcome' }).inputValue()).toBe('local')
  expect(await modal.getByRole('button', { name: 'Only these categories' }).textContent()).toBe(
    'Burglary, Drugs',
  )
  const submission = stage.next('submission')
  await modal.getByRole('button', { name: 'Set up alert' }).click()
  expect(await submission).toMatchObject({
    text: { value: { value: 'LE1 1WA' } },
    note: { value: { value: 'one\ntwo' } },
    grouped: { value: { selected_option: { value: 'local' } } },
    several: { value: { selected_options: [{ value: 'burglary' }, { value: 'drugs' }] } },
    channel: { value: { selected_conversation: 'C0COMMITTEE' } },
    ticks: { value: { selected_options: [{ value: 'Outcomes' }] } },
    radio: { value: { selected_option: { value: 'category' } } },
    day: { value: { selected_date: '2026-03-01' } },
  })
  await modal.waitFor({ state: 'detached' })
  expect(await focused(page, composer(page))).toBe(true)
  await page.close()
})

test('the keyboard alone fills it in and submits it', async () => {
  const { page, modal } = await openModal()
  const keys = async (...pressed: string[]) => {
    for (const key of pressed) await page.keyboard.press(key)
  }
  await page.keyboard.type('LE1 1WA')
  await keys('Tab', 'Tab', 'ArrowDown', 'Tab', 'Enter', 'ArrowDown', 'Space', 'Escape')
  await keys('Tab', 'ArrowDown', 'Tab', 'Space', 'Tab', 'Tab', 'Space', 'ArrowDown', 'Tab')
  // The day before, in the first part of the date, whichever that is where this runs.
  await keys('ArrowDown')
  const submission = stage.next('submission')
  const submit = modal.getByRole('button', { name: 'Set up alert' })
  for (let step = 0; step < 8 && !(await focused(page, submit)); step++) await keys('Tab')
  await keys('Enter')
  expect(await submission).toMatchObject({
    text: { value: { value: 'LE1 1WA' } },
    grouped: { value: { selected_option: { value: 'open' } } },
    several: { value: { selected_options: [{ value: 'burglary' }] } },
    channel: { value: { selected_conversation: 'C0COMMITTEE' } },
    ticks: { value: { selected_options: [{ value: 'Places' }] } },
    radio: { value: { selected_option: { value: 'category' } } },
    day: { value: { selected_date: expect.not.stringMatching('2026-01-05') } },
  })
  await modal.waitFor({ state: 'detached' })
  await page.close()
})

test('options say what they are, in their groups', async () => {
  const { page, modal } = await openModal()
  const outcome = modal.getByRole('combobox', { name: 'Outcome' })
  expect(await outcome.locator('optgroup').evaluateAll((all) => all.map((one) => one.label))).toEqual([
    'Open',
    'Closed',
  ])
  await outcome.selectOption({ label: 'Local resolution: settled without a court' })
  await modal.getByText('how each ended').waitFor()
  await modal.getByRole('combobox', { name: 'Channel' }).selectOption({ label: 'committee (private)' })
  await page.close()
})

test('what is typed quickly arrives whole', async () => {
  const { page, modal } = await openModal()
  const note = modal.getByRole('textbox', { name: 'Note' })
  const line = 'The quick brown fox jumps over the lazy dog.'
  await note.pressSequentially(line)
  await modal.getByRole('button', { name: 'Refresh' }).click()
  await modal.getByText('As it was updated.').waitFor()
  expect(await note.inputValue()).toBe(line)
  expect(stage.slack.modalOf('U0PRIYA')?.state.values.note?.value).toMatchObject({ value: line })
  await page.close()
})

test('a phone and the dark theme show all of it', async () => {
  const { page, modal } = await openModal({ viewport: PHONE, hasTouch: true, colorScheme: 'dark' })
  await picture(page, 'views-phone-dark')
  const box = await modal.boundingBox()
  expect(box).toEqual({ x: 0, y: 0, ...PHONE })
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(PHONE.width)
  await modal.getByRole('button', { name: 'Refresh' }).scrollIntoViewIfNeeded()
  await picture(page, 'views-phone-dark-end')
  await page.close()
})
