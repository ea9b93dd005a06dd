import type { App } from '@slack/bolt'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { composer, focused, message, PHONE, picture, say } from './browser.ts'
import { type Notify, openStage } from './support-stage.ts'
import { input, modal, plain, words } from './support-views.ts'

const LOOK = { type: 'global', callback_id: 'look', name: 'Look up street crime' }
const READ = { type: 'message', callback_id: 'read', name: 'Look up crime here' }
const manifest = {
  features: { slash_commands: [{ command: '/crime' }], shortcuts: [LOOK, READ] },
  settings: {
    interactivity: { is_enabled: true },
    event_subscriptions: { bot_events: ['app_home_opened'] },
  },
}

const ask = modal('Look up', [input('postcode', 'Postcode', { type: 'plain_text_input' })], {
  submit: plain('Look up'),
})

/** Both shortcuts open the same modal, the one on a message with what it says; a message that says "stop" is refused. */
const register = (app: App, notify: Notify): void => {
  app.shortcut({ type: 'shortcut', callback_id: 'look' }, async ({ ack, shortcut, client }) => {
    await ack()
    await client.views.open({ trigger_id: shortcut.trigger_id, view: ask })
  })
  app.shortcut({ type: 'message_action', callback_id: 'read' }, async ({ ack, shortcut, client }) => {
    if (shortcut.message.text === 'stop') return
    await ack()
    const view = modal('Look up', [words(`In “${shortcut.message.text}”`)])
    await client.views.open({ trigger_id: shortcut.trigger_id, view })
  })
  app.view('modal', async ({ ack, body }) => {
    await ack()
    notify('submission', body.view.state.values)
  })
}

let stage: Awaited<ReturnType<typeof openStage>>

beforeAll(async () => {
  stage = await openStage(register, { manifest, ackWithinMs: 300 })
})
afterAll(() => stage?.close())
afterEach(async () => {
  await stage.closeModals()
  expect(stage.pageErrors.splice(0)).toEqual([])
  expect(stage.slack.rejections).toEqual([])
})

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Look up' })
const more = (page: Page, text: string) => message(page, text).getByRole('button', { name: 'More actions' })

test('what one person posts everyone sees, and each can pick a shortcut on it by keyboard', async () => {
  const priya = await stage.open()
  const sam = await stage.open('?as=U0SAM&in=C0NEIGHBOURS')
  await say(priya, 'Bike gone at LE1 1WA & <b>nobody</b> saw it')
  await priya.getByText('The app only reads lines that start with /crime').waitFor()
  await message(sam, 'Bike gone at LE1 1WA & <b>nobody</b> saw it').waitFor()
  await more(sam, 'Bike gone').focus()
  for (const key of ['Enter', 'ArrowDown']) await sam.keyboard.press(key)
  await picture(sam, 'shortcut-message')
  await sam.keyboard.press('Enter')
  await dialog(sam).getByText('Bike gone at LE1 1WA').waitFor()
  expect(await dialog(priya).count()).toBe(0)
  await sam.keyboard.press('Escape')
  await dialog(sam).waitFor({ state: 'detached' })
  expect(await focused(sam, more(sam, 'Bike gone'))).toBe(true)
  await Promise.all([priya.close(), sam.close()])
})

test('a reply in a thread has them too', async () => {
  const page = await stage.open('?in=C0COMMITTEE')
  const member = { user: 'U0SAM', channel: 'C0COMMITTEE' }
  const { ts } = stage.slack.say({ ...member, text: 'How was last month?' })
  stage.slack.say({ ...member, text: 'Near GL50 1AA, say', thread: ts })
  await message(page, 'GL50 1AA').getByText('In a thread').waitFor()
  await more(page, 'GL50 1AA').click()
  await page.getByRole('button', { name: READ.name }).click()
  await dialog(page).getByText('GL50 1AA').waitFor()
  await page.close()
})

test('an ephemeral message has no shortcuts', async () => {
  const page = await stage.open('?in=D0PRIYASAM')
  await say(page, '/crime LE1 1WA')
  const failed = message(page, 'failed with the error')
  await failed.getByText('Only visible to you').waitFor()
  expect(await failed.getByRole('button', { name: 'More actions' }).count()).toBe(0)
  await page.close()
})

test('a shortcut of the whole workspace, by keyboard, to a modal that is submitted', async () => {
  const page = await stage.open('?in=C0NEIGHBOURS')
  const button = page.getByRole('button', { name: 'Shortcuts' })
  await button.focus()
  await page.keyboard.press('ArrowDown')
  await picture(page, 'shortcut-global')
  await page.keyboard.press('Enter')
  await dialog(page).getByRole('textbox', { name: 'Postcode' }).waitFor()
  const submission = stage.next('submission')
  await page.keyboard.type('LE1 1WA')
  await page.keyboard.press('Enter')
  expect(await submission).toMatchObject({ postcode: { value: { value: 'LE1 1WA' } } })
  await dialog(page).waitFor({ state: 'detached' })
  expect(await focused(page, button)).toBe(true)
  await page.close()
})

test('an app that does not answer a shortcut gives an error beside the message', async () => {
  const page = await stage.open('?in=C0NEIGHBOURS')
  await say(page, 'stop')
  await more(page, 'stop').click()
  await page.getByRole('button', { name: READ.name }).click()
  await message(page, 'stop').getByText('The app didn’t answer within three seconds.').waitFor()
  await page.close()
})

test('a line to the app itself is rejected: it takes commands only', async () => {
  const page = await stage.open('?in=D0PRIYAAPP&tab=messages')
  await say(page, 'hello')
  await page.getByText('Street Crime takes no messages here, only commands.').waitFor()
  expect(await composer(page).inputValue()).toBe('hello')
  await page.close()
})

test('on a phone', async () => {
  const page = await stage.open('?in=C0NEIGHBOURS', { viewport: PHONE, hasTouch: true })
  await say(page, 'Anything near ST20 0LY?')
  await more(page, 'ST20 0LY').tap()
  await page.getByRole('button', { name: READ.name }).waitFor()
  await picture(page, 'phone-shortcut')
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(PHONE.width)
  await page.close()
})
