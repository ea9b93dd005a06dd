import { WebClient } from '@slack/web-api'
import { describe, expect, it } from 'vitest'
import { createIsExternalUser } from '../../src/slack/identity.ts'

const HOUR = 3_600_000
const colleague = {
  user: { id: 'U2', team_id: 'T2' },
  team: { id: 'T1' },
  enterprise: { id: 'E1' },
  is_enterprise_install: true,
}

/** An organisation's client that gives these answers, and how often it was asked. */
const organisation = (
  answer: () => object | Promise<object> = () => ({ ok: true, teams: [{ id: 'T2' }] }),
  withinMs?: number,
) => {
  let asked = 0
  const client = new WebClient('xoxb-placeholder', {
    retryConfig: { retries: 0 },
    fetch: async () => {
      asked += 1
      return new Response(JSON.stringify(await answer()), { headers: { 'content-type': 'application/json' } })
    },
  })
  let now = 1
  const isExternalUser = createIsExternalUser(() => now, withinMs)
  const later = (ms: number) => {
    now += ms
  }
  return {
    is: (who: Parameters<typeof isExternalUser>[0]) => isExternalUser(who, client),
    asked: () => asked,
    later,
  }
}

describe('an external user', () => {
  it('is a person of another organisation, not a colleague of another workspace; Slack is asked once an hour', async () => {
    const { is, asked, later } = organisation()
    expect(await is(colleague)).toBe(false)
    expect(await is({ ...colleague, user: { id: 'U3', team_id: 'T3' } })).toBe(true)
    expect(asked()).toBe(1)
    later(HOUR + 1)
    expect(await is(colleague)).toBe(false)
    expect(asked()).toBe(2)
  })

  it.each([
    [{ ...colleague, user: { id: 'U1', team_id: 'T1' } }, false],
    [{ ...colleague, is_enterprise_install: false }, true],
    [{ ...colleague, enterprise: null }, true],
  ])('is recognised without asking Slack: %j', async (who, external) => {
    const { is, asked } = organisation()
    expect(await is(who)).toBe(external)
    expect(asked()).toBe(0)
  })

  it('is everybody whom Slack does not list, and Slack is asked again after an error', async () => {
    let fails = true
    const { is } = organisation(() =>
      fails ? { ok: false, error: 'fatal_error' } : { ok: true, teams: [{ id: 'T2' }] },
    )
    expect(await is(colleague)).toBe(true)
    fails = false
    expect(await is(colleague)).toBe(false)
  })

  it('is everybody while Slack takes too long to answer', async () => {
    const answered = Promise.withResolvers<object>()
    const { is } = organisation(() => answered.promise, 0)
    expect(await is(colleague)).toBe(true)
    answered.resolve({ ok: true, teams: [{ id: 'T2' }] })
  })
})
