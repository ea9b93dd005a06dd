import { expect, test } from 'vitest'
import type { Postcode } from '../../../src/crime/postcode.ts'
import { comparisonOf } from '../../../src/crime/report-query.ts'
import { failed, success } from '../../../src/lib/result.ts'
import type { ReportResult } from '../../../src/lookup/cache.ts'
import { answerComparison } from '../../../src/report/compare/answer.ts'
import { OWNER } from '../../support/app/saved-places-in-memory.ts'
import { FETCHED_AT, postcode } from '../../support/incidents.ts'
import { charts, keptErrors, lookupOf, ownConversations } from '../../support/lookups.ts'
import { buttons, read } from '../../support/read-message.ts'
import { village } from '../../support/village.ts'

const FOUR = ['LE1 1WA', 'M1 1AE', 'ST20 0LY', 'SW1A 1AA'].map(postcode)
const TWO = comparisonOf(FOUR.slice(0, 2))

const contextOf = (find: (near: Postcode) => ReportResult | Promise<ReportResult>) => {
  const { lookup, asked } = lookupOf(find)
  const { log, errors } = keptErrors()
  return {
    context: { lookup, log, clock: () => FETCHED_AT, charts, ownConversations },
    asked,
    errors,
  }
}

const found = (near: Postcode) => success(village({ postcode: near }))

const PRIVATE = { audience: 'channel', sharedBy: null } as const
const SHARED = { audience: 'channel', sharedBy: OWNER.userId } as const

test('comparing four places makes four calls, all under way before the first answers', async () => {
  const flights = new Map<Postcode, (one: ReportResult) => void>()
  const { context, asked } = contextOf((near) => {
    const { promise, resolve } = Promise.withResolvers<ReportResult>()
    flights.set(near, resolve)
    return promise
  })
  const { outgoing, loading } = answerComparison(context, comparisonOf(FOUR), OWNER, PRIVATE)
  expect(asked).toEqual(FOUR)
  expect(loading().text).toBe('Looking up LE1 1WA, M1 1AE, ST20 0LY and SW1A 1AA …')
  // In the reverse order: none waits for another, and the columns keep theirs.
  for (const [near, land] of [...flights].reverse()) land(found(near))
  expect(read((await outgoing).message)).toContain('Street crime near LE1 1WA, M1 1AE, ST20 0LY and SW1A 1AA')
})

test('what memory holds of all places is answered at once, without a look-up', () => {
  const { context, asked } = contextOf(found)
  const known = { ...context, lookup: { ...context.lookup, peek: found, get: found } }
  const { outgoing } = answerComparison(known, TWO, OWNER, PRIVATE)
  expect(outgoing).toMatchObject({ inChannel: false })
  expect(asked).toEqual([])
})

test('a defect at one place leaves the other, with a reference', async () => {
  const { context, errors } = contextOf((near) => {
    if (near === FOUR[1]) throw new Error('defect')
    return found(near)
  })
  const { message } = await answerComparison(context, TWO, OWNER, PRIVATE).outgoing
  // Right below the headline, above all figures.
  const failure =
    /near LE1 1WA\n12 incidents [^\n]*\nWe couldn’t get the figures for M1 1AE.\nSomething went wrong in Street Crime/
  expect(read(message).replaceAll('*', '')).toMatch(failure)
  expect(message.text).toMatch(
    /: 12 incidents in [^.]*\. We couldn’t get the figures for M1 1AE\..* By category: /,
  )
  expect(buttons(message)).toEqual([
    'Try again',
    ...['Browse incidents', 'Share to channel', 'Save place', 'Alert this channel'],
  ])
  expect(errors).toHaveLength(1)
})

test('a comparison is shared with everyone where no place is missing, else with nobody', async () => {
  const whole = await answerComparison(contextOf(found).context, TWO, OWNER, SHARED).outgoing
  expect(whole.inChannel).toBe(true)
  expect(read(whole.message)).toContain(`Shared by <@${OWNER.userId}>`)
  const { context } = contextOf((near) =>
    near === FOUR[1] ? failed({ kind: 'supplier-error' }) : found(near),
  )
  const gap = await answerComparison(context, TWO, OWNER, SHARED).outgoing
  expect(gap.inChannel).toBe(false)
  expect(read(gap.message)).not.toContain('Shared by')
  expect(buttons(gap.message)).toEqual([
    'Try again',
    ...['Browse incidents', 'Share to channel', 'Save place', 'Alert this channel'],
  ])
})
