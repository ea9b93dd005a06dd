import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { composer, focused, picture, say } from './browser.ts'
import { alertApp, script } from './support-alert.ts'
import { deferred, openStage } from './support-stage.ts'

let stage: Awaited<ReturnType<typeof openStage>>

beforeAll(async () => {
  stage = await openStage(alertApp)
})
afterAll(() => stage?.close())
beforeEach(() => {
  Object.assign(script, { answer: 'close', before: Promise.resolve() })
})
afterEach(async () => {
  await stage.closeModals()
  expect(stage.pageErrors.splice(0)).toEqual([])
  expect(stage.slack.rejections).toEqual([])
})

const openModal = async () => {
  const page = await stage.open()
  await say(page, '/crime alert')
  const dialog = page.getByRole('dialog', { name: 'Monthly alert' })
  await dialog.waitFor()
  const postcode = dialog.getByRole('textbox', { name: 'Postcode' })
  return { page, dialog, postcode, submit: dialog.getByRole('button', { name: 'Set up alert' }) }
}

const submissions = () => stage.slack.traffic.filter(({ what }) => what === 'view_submission').length

test('the app’s errors stand beside their fields until they are corrected', async () => {
  const { page, dialog, postcode, submit } = await openModal()
  script.answer = { postcode: '“nonsense” isn’t a UK postcode.', note: 'Say more.' }
  await postcode.fill('nonsense')
  await submit.click()
  await dialog.getByText('“nonsense” isn’t a UK postcode.').waitFor()
  await dialog.getByText('Say more.').waitFor()
  expect(await postcode.getAttribute('aria-invalid')).toBe('true')
  expect(await focused(page, postcode)).toBe(true)
  await picture(page, 'views-errors')
  script.answer = 'close'
  await postcode.fill('LE1 1WA')
  // Enter in a line of text submits, as the button does.
  await postcode.press('Enter')
  await dialog.waitFor({ state: 'detached' })
  expect(await focused(page, composer(page))).toBe(true)
  await page.close()
})

test('a required field left empty is an error without asking the app', async () => {
  const { page, dialog, postcode, submit } = await openModal()
  const before = submissions()
  await submit.click()
  await dialog.getByRole('alert').getByText('Please complete this required field.').waitFor()
  expect(await postcode.getAttribute('aria-invalid')).toBe('true')
  expect(await dialog.getByRole('textbox', { name: 'Note' }).getAttribute('aria-invalid')).toBe('false')
  expect(submissions()).toBe(before)
  await page.close()
})

test('a pending submission is shown, and sent once however often it is pressed', async () => {
  const { page, dialog, postcode, submit } = await openModal()
  const gate = deferred()
  script.before = gate.promise
  const submission = stage.next('submission')
  const before = submissions()
  await postcode.fill('LE1 1WA')
  await submit.click()
  await submit.click()
  await submission
  await dialog.getByText('Waiting for the app …').waitFor()
  gate.resolve()
  await dialog.waitFor({ state: 'detached' })
  expect(submissions()).toBe(before + 1)
  await page.close()
})

test('an app that does not answer leaves what was typed', async () => {
  const { page, dialog, postcode, submit } = await openModal()
  script.answer = 'silence'
  await postcode.fill('LE1 1WA')
  await submit.click()
  await dialog.getByText('We had some trouble connecting. Try again?').waitFor()
  await picture(page, 'views-trouble')
  expect(await postcode.inputValue()).toBe('LE1 1WA')
  await page.close()
})

test('Escape closes it, tells the app, and gives the keyboard back', async () => {
  const { page, dialog } = await openModal()
  const closed = stage.next('closed')
  await page.keyboard.press('Escape')
  await closed
  await dialog.waitFor({ state: 'detached' })
  expect(await focused(page, composer(page))).toBe(true)
  await page.close()
})

test('the keyboard stays inside', async () => {
  const { page, dialog } = await openModal()
  for (let step = 0; step < 12; step++) {
    await page.keyboard.press('Tab')
    // Between the last element and the first, focus may rest on the browser itself.
    const outside = page.locator(':focus:not(dialog *)').and(page.locator('main *'))
    expect(await outside.count()).toBe(0)
  }
  await dialog.getByRole('button', { name: 'Dismiss' }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.close()
})

test('one modal is pushed on another, and closing shows the first again', async () => {
  const { page, dialog, postcode } = await openModal()
  await postcode.fill('LE1 1WA')
  await dialog.getByRole('button', { name: 'Explain' }).click()
  const second = page.getByRole('dialog', { name: 'What an alert is' })
  await second.getByRole('button', { name: 'Back' }).click()
  await dialog.waitFor()
  expect(await postcode.inputValue()).toBe('LE1 1WA')
  await page.close()
})
