import { expect, test } from 'vitest'
import { withActingTeam } from '../../../src/slack/transport/acting-team.ts'

test('where an organisation has the app, a view says in which workspace it is', () => {
  const body = {
    type: 'block_actions',
    team: null,
    view: { id: 'V1', team_id: 'T1', app_installed_team_id: 'E1' },
  }
  expect(withActingTeam(body)).toEqual({
    type: 'block_actions',
    team: { id: 'T1' },
    view: { id: 'V1', team_id: 'T1', app_installed_team_id: 'T1' },
  })
})

test.each([
  null,
  'text',
  { team: null },
  { view: { team_id: 'T1' } },
  { team: { id: 'T2' }, view: { team_id: 'T1' } },
  { team: null, view: null },
  { team: null, view: { id: 'V1' } },
  { team: null, view: { team_id: 'E1' } },
])('%j stays as it is', (body) => {
  expect(withActingTeam(body)).toBe(body)
})
