import { describe, expect, test } from 'vitest'
import { askerOf, hasOtherHomeWorkspace, installedIn, ownerOf } from '../../src/slack/identity.ts'

const visitor = { id: 'U2', team_id: 'T2' }
const team = { id: 'T1' }
const enterprise = { id: 'E1' }

test('in a channel shared with another organisation things are the visitor’s own, asking counts where the app acts', () => {
  expect(ownerOf({ user: visitor, team })).toEqual({ enterpriseId: '', teamId: 'T2', userId: 'U2' })
  expect(askerOf({ user: visitor, team })).toEqual({ enterpriseId: '', teamId: 'T1', userId: 'U2' })
})

test('where no workspace is named, the home of the person’s account counts', () => {
  const interaction = { user: visitor, team: null, enterprise }
  expect(askerOf(interaction)).toEqual({ enterpriseId: 'E1', teamId: 'T2', userId: 'U2' })
})

test('somebody of the workspace owns what they set up there', () => {
  const interaction = { user: { id: 'U1', team_id: 'T1' }, team, enterprise }
  expect(ownerOf(interaction)).toEqual({ enterpriseId: 'E1', teamId: 'T1', userId: 'U1' })
  expect(installedIn(interaction)).toEqual({ enterpriseId: 'E1', teamId: 'T1' })
  expect(hasOtherHomeWorkspace(interaction)).toBe(false)
})

test('in an organisation things are kept where they are done, wherever the account is at home', () => {
  const interaction = { user: visitor, team, enterprise }
  expect(ownerOf(interaction)).toEqual({ enterpriseId: 'E1', teamId: 'T1', userId: 'U2' })
  expect(hasOtherHomeWorkspace(interaction)).toBe(true)
})

test('somebody of another workspace is from elsewhere where the button is', () => {
  const interaction = { user: visitor, team }
  expect(installedIn(interaction)).toEqual({ enterpriseId: '', teamId: 'T1' })
  expect(hasOtherHomeWorkspace(interaction)).toBe(true)
})

describe('what is submitted in a shared channel', () => {
  const submitted = { user: visitor, team: { id: 'T2' }, view: { app_installed_team_id: 'T1' } }

  test.each(['view_submission', 'view_closed'])('names the visitor’s workspace as its own (%s)', (type) => {
    expect(installedIn({ type, ...submitted }).teamId).toBe('T1')
    expect(hasOtherHomeWorkspace({ type, ...submitted })).toBe(true)
  })

  test('what is pressed there does not', () => {
    expect(installedIn({ type: 'block_actions', ...submitted }).teamId).toBe('T2')
  })
})

test.each([
  [{ user: { id: 'U1' }, team }, 'T1'],
  [{ user: { id: 'U1', team_id: 'T1' }, team: null }, 'T1'],
  [{ user: { id: 'U1', team_id: 'T1' } }, 'T1'],
  [{ user: { id: 'U1', team_id: 'E1' }, team, enterprise }, 'T1'],
])(
  'nobody is from elsewhere where Slack names one workspace only, or the organisation',
  (interaction, id) => {
    expect(installedIn(interaction).teamId).toBe(id)
    expect(hasOtherHomeWorkspace(interaction)).toBe(false)
  },
)
