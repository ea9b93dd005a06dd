import { expect, test } from 'vitest'
import { askerOf, installedIn, isGuest, ownerOf } from '../../src/slack/owner.ts'

const visitor = { id: 'U2', team_id: 'T2' }
const team = { id: 'T1' }

test('in a channel shared with another organisation things are the visitor’s own, asking counts where the app acts', () => {
  expect(ownerOf({ user: visitor, team })).toEqual({ enterpriseId: '', teamId: 'T2', userId: 'U2' })
  expect(askerOf({ user: visitor, team })).toEqual({ enterpriseId: '', teamId: 'T1', userId: 'U2' })
})

test('an app of a whole organisation acts in no team: the person’s own counts', () => {
  const interaction = { user: visitor, team: null, enterprise: { id: 'E1' } }
  expect(askerOf(interaction)).toEqual({ enterpriseId: 'E1', teamId: 'T2', userId: 'U2' })
})

const enterprise = { id: 'E1' }

test('somebody of the workspace owns what they set up there', () => {
  const interaction = { user: { id: 'U1', team_id: 'T1' }, team, enterprise }
  expect(ownerOf(interaction)).toEqual({ enterpriseId: 'E1', teamId: 'T1', userId: 'U1' })
  expect(installedIn(interaction)).toEqual({ enterpriseId: 'E1', teamId: 'T1' })
  expect(isGuest(interaction)).toBe(false)
})

test('somebody of another workspace is a guest of the one whose button it is', () => {
  const interaction = { user: { id: 'U2', team_id: 'T2' }, team }
  expect(installedIn(interaction)).toEqual({ enterpriseId: '', teamId: 'T1' })
  expect(ownerOf(interaction).teamId).toBe('T2')
  expect(isGuest(interaction)).toBe(true)
})

test.each([
  [{ user: { id: 'U1' }, team }, 'T1'],
  [{ user: { id: 'U1', team_id: 'T1' }, team: null }, 'T1'],
  [{ user: { id: 'U1', team_id: 'T1' } }, 'T1'],
])('where Slack names one of them only, nobody is a guest', (interaction, teamId) => {
  expect(installedIn(interaction).teamId).toBe(teamId)
  expect(isGuest(interaction)).toBe(false)
})
