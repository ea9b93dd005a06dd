import { expect, test } from 'vitest'
import { askerOf, ownerOf } from '../../src/slack/owner.ts'

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
