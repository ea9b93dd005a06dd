import { WebClient } from '@slack/web-api'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  askerOf,
  hasOtherHomeWorkspace,
  installedIn,
  listWorkspaces,
  ownerOf,
} from '../../src/slack/identity.ts'

const external = { id: 'U2', team_id: 'T2' }
const team = { id: 'T1' }
const enterprise = { id: 'E1' }

test('in a channel shared with another organisation things are the external user’s own, and a look-up counts where the app is installed', () => {
  expect(ownerOf({ user: external, team })).toEqual({ teamId: 'T2', userId: 'U2' })
  expect(askerOf({ user: external, team })).toEqual({ teamId: 'T1', userId: 'U2' })
})

test('where no workspace is named, the home of the person’s account counts', () => {
  const interaction = { user: external, team: null, enterprise }
  expect(askerOf(interaction)).toEqual({ teamId: 'T2', userId: 'U2' })
})

test('a person of the workspace owns what they set up there', () => {
  const interaction = { user: { id: 'U1', team_id: 'T1' }, team, enterprise }
  expect(ownerOf(interaction)).toEqual({ teamId: 'T1', userId: 'U1' })
  expect(installedIn(interaction)).toEqual({ teamId: 'T1' })
  expect(hasOtherHomeWorkspace(interaction)).toBe(false)
})

test('in an organisation things are kept where they are done, wherever the account is at home', () => {
  const interaction = { user: external, team, enterprise }
  expect(ownerOf(interaction)).toEqual({ teamId: 'T1', userId: 'U2' })
  expect(hasOtherHomeWorkspace(interaction)).toBe(true)
})

test('a person of another workspace has another home than the button', () => {
  const interaction = { user: external, team }
  expect(installedIn(interaction)).toEqual({ teamId: 'T1' })
  expect(hasOtherHomeWorkspace(interaction)).toBe(true)
})

describe('what is submitted in a shared channel', () => {
  const submitted = { user: external, team: { id: 'T2' }, view: { app_installed_team_id: 'T1' } }

  test.each(['view_submission', 'view_closed'])(
    'names the external user’s workspace as its team (%s)',
    (type) => {
      expect(installedIn({ type, ...submitted }).teamId).toBe('T1')
      expect(hasOtherHomeWorkspace({ type, ...submitted })).toBe(true)
    },
  )

  test('a block action there does not', () => {
    expect(installedIn({ type: 'block_actions', ...submitted }).teamId).toBe('T2')
  })
})

test.each([
  [{ user: { id: 'U1' }, team }, 'T1'],
  [{ user: { id: 'U1', team_id: 'T1' }, team: null }, 'T1'],
  [{ user: { id: 'U1', team_id: 'T1' } }, 'T1'],
  [{ user: { id: 'U1', team_id: 'E1' }, team, enterprise }, 'T1'],
])('nobody has another home where Slack names one workspace only, or the organisation', (interaction, id) => {
  expect(installedIn(interaction).teamId).toBe(id)
  expect(hasOtherHomeWorkspace(interaction)).toBe(false)
})

/** A client whose lists of workspaces these are, a page each. */
const clientOf = (pages: readonly (readonly string[])[]): WebClient =>
  new WebClient('xoxb-placeholder', {
    fetch: async (_, { body } = {}) => {
      const at = Number(new URLSearchParams(String(body)).get('cursor') ?? 0)
      const next_cursor = at + 1 < pages.length ? String(at + 1) : ''
      const teams = (pages[at] ?? []).map((id) => ({ id, name: id }))
      return new Response(JSON.stringify({ ok: true, teams, response_metadata: { next_cursor } }), {
        headers: { 'content-type': 'application/json' },
      })
    },
  })

test('an organisation’s workspaces are those of all pages, empty ones among them', async () => {
  const anyPages = fc.array(fc.array(fc.stringMatching(/^T[A-Z0-9]{1,9}$/), { maxLength: 4 }), {
    minLength: 1,
    maxLength: 8,
  })
  await fc.assert(
    fc.asyncProperty(anyPages, async (pages) => {
      expect(await listWorkspaces(clientOf(pages))).toEqual(new Set(pages.flat()))
    }),
    { numRuns: 50 },
  )
})
