import { expect, test } from 'vitest'
import {
  allCategories,
  retryChart,
  retryReport,
  retryText,
  shareChart,
  shareReport,
} from '../../src/report/actions.ts'
import { postcode } from '../support/incidents.ts'

const actions = [shareReport, retryReport, allCategories, shareChart, retryChart, retryText]

test('no two actions share an id', () => {
  expect(new Set(actions.map(({ id }) => id)).size).toBe(actions.length)
})

test.each(actions.map((action) => [action.id, action] as const))(
  '%s reads the value of its button, and null where there is none',
  (id, action) => {
    const query = { postcode: postcode('SW1A 1AA'), categories: ['drugs'] }
    const { action_id, value } = action.props(query)
    expect(action_id).toBe(id)
    expect(action.read(value)).toEqual(query)
    expect(action.read(undefined)).toBeNull()
    expect(action.read('v1:SW1A1AA')).toBeNull()
  },
)
