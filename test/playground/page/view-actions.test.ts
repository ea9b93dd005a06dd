import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startPage } from '../../../playground/page/server.ts'
import type { ShownView } from '../../../playground/page/snapshot.ts'
import { smallSlack } from './small-slack.ts'

const small = smallSlack()
const modal: ShownView = {
  id: 'V1',
  title: null,
  submit: null,
  close: null,
  blocks: [],
  state: { values: {} },
  errors: {},
  notice: '',
}
let page: Awaited<ReturnType<typeof startPage>>

beforeAll(async () => {
  page = await startPage({ slack: small.slack, examples: [], oddities: [], shortcuts: [], port: 0 })
})
afterAll(() => page.close())
beforeEach(() => {
  small.asked.view.length = 0
  delete small.views.mistake
  delete small.views.modal
})

async function post(path: string, body: unknown): Promise<{ status: number; answer: unknown }> {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(page.url + path, { method: 'POST', headers, body: JSON.stringify(body) })
  return { status: response.status, answer: await response.json() }
}

const element = { user: 'U0PRIYA', viewId: 'V1', blockId: 'b', actionId: 'a' }

test.each([
  ['/home', { user: 'U0PRIYA', tab: 'messages' }],
  ['/act', { user: 'U0PRIYA', viewId: 'V1', actionId: 'a' }],
  ['/act', { ...element, value: ['one', 'two'] }],
  ['/fill', { ...element, value: 'LE1 1WA' }],
  ['/suggest', { ...element, query: '' }],
  ['/submit', { user: 'U0PRIYA' }],
  ['/close', { user: 'U0PRIYA' }],
])('%s goes to Slack as it is', async (path, body) => {
  expect((await post(path, body)).status).toBe(200)
  expect(small.asked.view).toEqual([body])
})

test('suggestions come back', async () => {
  expect((await post('/suggest', { ...element, query: 'gran' })).answer).toEqual([
    { text: { text: 'gran' }, value: 'v' },
  ])
})

test('what Slack rejects is answered with its message', async () => {
  small.views.mistake = 'No button a in view V1'
  expect(await post('/act', element)).toEqual({ status: 422, answer: { error: 'No button a in view V1' } })
})

test('a submission with a field missing is no error: its messages stand beside the fields', async () => {
  small.views.mistake = 'Not submitted'
  small.views.modal = { ...modal, errors: { postcode: 'Please complete this required field.' } }
  expect(await post('/submit', { user: 'U0PRIYA' })).toEqual({
    status: 200,
    answer: { outcome: 'incomplete' },
  })
})

test('a submission that Slack does not take for another reason is', async () => {
  small.views.mistake = 'U0PRIYA has no modal open'
  expect((await post('/submit', { user: 'U0PRIYA' })).status).toBe(422)
})

test('a body of the wrong shape is rejected', async () => {
  expect((await post('/fill', element)).status).toBe(400)
  expect((await post('/home', { user: 'U0PRIYA', tab: 'about' })).status).toBe(400)
  expect(small.asked.view).toEqual([])
})
