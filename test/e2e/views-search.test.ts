import type { App, BlockAction } from '@slack/bolt'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { until } from '../support/until.ts'
import { focused, picture, say } from './browser.ts'
import { deferred, type Notify, openStage } from './support-stage.ts'
import { actions, category, modal, option, plain, street, words } from './support-views.ts'

const STREETS = ['Abbey Street', 'Abingdon Road', 'Granby Place', 'Granby Street', 'Gower Street']
const late = { ...street, action_id: 'late', min_query_length: 3, placeholder: plain('Search places') }

const incidents = (line: string) =>
  modal('Incidents', [actions('filters', category, street, late), words(line)], { close: plain('Close') })

/** What holds back the answer to a query. */
const gates = new Map<string, Promise<void>>()

const register = (app: App, notify: Notify): void => {
  app.command('/crime', async ({ ack, command, client }) => {
    await ack()
    await client.views.open({ trigger_id: command.trigger_id, view: incidents('All streets') })
  })
  app.options(/.*/, async ({ ack, options }) => {
    notify('query', options.value)
    await gates.get(options.value)
    const found = STREETS.filter((name) => name.toLowerCase().includes(options.value.toLowerCase()))
    await ack({ options: found.map((name) => option(name, name, '12 incidents')) })
  })
  app.action<BlockAction>(/.*/, async ({ ack, body, client }) => {
    await ack()
    const chosen = body.view?.state.values.filters?.street?.selected_option?.text.text
    await client.views.update({ view_id: body.view?.id ?? '', view: incidents(`Only ${chosen}`) })
  })
}

let stage: Awaited<ReturnType<typeof openStage>>

beforeAll(async () => {
  stage = await openStage(register)
})
afterAll(() => stage?.close())
beforeEach(() => gates.clear())
afterEach(async () => {
  await stage.closeModals()
  expect(stage.pageErrors.splice(0)).toEqual([])
  expect(stage.slack.rejections).toEqual([])
})

const openModal = async () => {
  const page = await stage.open()
  await say(page, '/crime LE1 1WA')
  const dialog = page.getByRole('dialog', { name: 'Incidents' })
  await dialog.waitFor()
  const box = dialog.getByRole('combobox', { name: 'All streets' })
  return { page, dialog, box, options: dialog.getByRole('listbox').getByRole('option') }
}

test('it opens with suggestions, is steered by arrow keys and chooses with Enter', async () => {
  const { page, dialog, box, options } = await openModal()
  await dialog.getByRole('combobox', { name: 'All categories' }).focus()
  await page.keyboard.press('Tab')
  await options.filter({ hasText: 'Abbey Street' }).waitFor()
  expect(await options.count()).toBe(STREETS.length)
  expect(await box.getAttribute('aria-expanded')).toBe('true')
  await box.pressSequentially('gran')
  await options.filter({ hasText: 'Abbey Street' }).waitFor({ state: 'detached' })
  await picture(page, 'views-search')
  await page.keyboard.press('ArrowDown')
  const active = dialog.locator(`[id="${await box.getAttribute('aria-activedescendant')}"]`)
  expect(await active.textContent()).toContain('Granby Street')
  await page.keyboard.press('Enter')
  await dialog.getByText('Only Granby Street').waitFor()
  expect(await box.inputValue()).toBe('Granby Street')
  expect(await box.getAttribute('aria-expanded')).toBe('false')
  expect(await focused(page, box)).toBe(true)
  await page.close()
})

test('Escape closes the list first, and then the modal', async () => {
  const { page, dialog, box, options } = await openModal()
  await box.click()
  await options.first().waitFor()
  await page.keyboard.press('Escape')
  await options.first().waitFor({ state: 'detached' })
  expect(await box.inputValue()).toBe('')
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await page.close()
})

test('a press chooses, and what was chosen stays over another update', async () => {
  const { page, dialog, box, options } = await openModal()
  await box.click()
  await options.filter({ hasText: 'Gower Street' }).click()
  await dialog.getByText('Only Gower Street').waitFor()
  await dialog.getByRole('combobox', { name: 'All categories' }).selectOption('drugs')
  const chosen = () => stage.slack.modalOf('U0PRIYA')?.state.values.filters?.category?.selected_option
  await until(() => Object(chosen()).value === 'drugs')
  expect(await box.inputValue()).toBe('Gower Street')
  await page.close()
})

test('one query is pending at a time, and only the newest is sent after it', async () => {
  const { page, box, options } = await openModal()
  const gate = deferred()
  const asked: unknown[] = []
  await box.click()
  await options.first().waitFor()
  gates.set('g', gate.promise)
  const first = stage.next('query')
  await box.pressSequentially('g')
  asked.push(await first)
  await box.pressSequentially('owe')
  const second = stage.next('query')
  gate.resolve()
  asked.push(await second)
  await options.filter({ hasText: 'Granby Street' }).waitFor({ state: 'detached' })
  expect(asked).toEqual(['g', 'gowe'])
  expect(await options.allTextContents()).toEqual(['Gower Street12 incidents'])
  await page.close()
})

test('too little typed, and nothing found, have messages', async () => {
  const { page, dialog, options } = await openModal()
  const box = dialog.getByRole('combobox', { name: 'Search places' })
  await box.click()
  await dialog.getByText('Type at least 3 characters.').waitFor()
  await box.pressSequentially('xyz')
  await dialog.getByText('No matches.').waitFor()
  await box.fill('abb')
  await options.filter({ hasText: 'Abbey Street' }).waitFor()
  await page.close()
})
