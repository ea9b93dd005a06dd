import { expect, test } from 'vitest'
import { failed, success } from '../../src/lib/result.ts'
import { inRequest } from '../../src/observability/request-id.ts'
import { answerQuery, apology } from '../../src/report/answer.ts'
import { FETCHED_AT, postcode } from '../support/incidents.ts'
import { charts, keptErrors, lookupOf, ownConversations } from '../support/lookups.ts'
import { buttons, partsOf, read } from '../support/read-message.ts'
import { village } from '../support/village.ts'

const ST20 = postcode('ST20 0LY')
const PRIYA = { teamId: 'T1', userId: 'U0PRIYA' }
const all = { postcode: ST20, categories: [] }

const contextOf = (find: Parameters<typeof lookupOf>[0]) => {
  const { lookup, asked } = lookupOf(find)
  const { log, errors } = keptErrors()
  return { context: { lookup, log, charts, ownConversations, clock: () => FETCHED_AT }, asked, errors }
}

const found = () => success(village())

test('the answer to a query is private, with Share where it can be shared', async () => {
  const { context, asked } = contextOf(found)
  const answer = answerQuery(context, all, PRIYA, { audience: 'channel', sharedBy: null })
  expect(answer.loading().text).toBe('Looking up ST20 0LY …')
  const { message, inChannel } = await answer.outgoing
  expect(inChannel).toBe(false)
  expect(buttons(message)).toEqual([
    'Browse incidents',
    'Share to channel',
    'Save place',
    'Alert this channel',
  ])
  expect(asked).toEqual([ST20])
  const unshared = await answerQuery(context, all, PRIYA, { audience: 'nobody', sharedBy: null }).outgoing
  expect(buttons(unshared.message)).toEqual(['Browse incidents', 'Save place', 'Alert me'])
})

test('a chart is offered, but not in a workspace that is known to reject them', async () => {
  const { context } = contextOf(found)
  const isSupported = (teamId: string) => teamId !== 'T2'
  const asked = { ...context, charts: { ...charts, isSupported } }
  const options = async (workspace: string) => {
    const { message } = await answerQuery(
      asked,
      all,
      { ...PRIYA, teamId: workspace },
      { audience: 'channel', sharedBy: null },
    ).outgoing
    return partsOf(message.blocks).flatMap((part) => (part.type === 'overflow' ? [part.options] : []))
  }
  expect(await options('T1')).toMatchObject([
    [{ text: { text: 'Chart' } }, { text: { text: 'Copy as text' } }],
  ])
  expect(await options('T2')).toEqual([])
  const { message } = await answerQuery(
    asked,
    all,
    { ...PRIYA, teamId: 'T2' },
    { audience: 'channel', sharedBy: null },
  ).outgoing
  expect(buttons(message)).toEqual([
    'Browse incidents',
    'Share to channel',
    'Save place',
    'Alert this channel',
    'Copy as text',
  ])
})

test('a category is what is answered about', async () => {
  const { context } = contextOf(found)
  const { message } = await answerQuery(context, { postcode: ST20, categories: ['drugs'] }, PRIYA, {
    audience: 'channel',
    sharedBy: null,
  }).outgoing
  expect(read(message)).toContain('Drugs near ST20 0LY')
})

test('a shared report is for everyone, names who shared it, and has the one button that all can use', async () => {
  const { context } = contextOf(found)
  const { message, inChannel } = await answerQuery(context, all, PRIYA, {
    audience: 'channel',
    sharedBy: PRIYA.userId,
  }).outgoing
  expect(inChannel).toBe(true)
  expect(read(message)).toContain('Shared by <@U0PRIYA>')
  expect(buttons(message)).toEqual(['Browse incidents'])
})

test('a failure is private, also when sharing', async () => {
  const { context } = contextOf(() => failed({ kind: 'unreachable' }))
  for (const answer of [
    answerQuery(context, all, PRIYA, { audience: 'channel', sharedBy: null }),
    answerQuery(context, all, PRIYA, { audience: 'channel', sharedBy: PRIYA.userId }),
  ]) {
    const { message, inChannel } = await answer.outgoing
    expect(inChannel).toBe(false)
    expect(message.text).toContain('The police data service didn’t answer.')
    const values = partsOf(message.blocks).flatMap((part) => (part.type === 'button' ? [part.value] : []))
    expect(values).toEqual(['ST20 0LY'])
  }
})

test('a defect is logged, and the apology has the reference of the request', async () => {
  const { context, errors } = contextOf(() => Promise.reject(new Error('defect')))
  const { message, inChannel } = await inRequest(
    () => answerQuery(context, all, PRIYA, { audience: 'channel', sharedBy: null }).outgoing,
  )
  expect(inChannel).toBe(false)
  expect(message.text).toMatch(
    /this reference to whoever looks after Street Crime in your workspace: [0-9a-f]{6}-[0-9a-z]+\.$/,
  )
  expect(errors.map(({ fields }) => fields)).toEqual([{ err: new Error('defect') }])
})

test('an apology outside a request has no reference', () => {
  expect(apology(FETCHED_AT).text).toContain('in your workspace: none.')
})
