import { expect, it } from 'vitest'
import { NOON, oneChannel, places } from '../support/one-channel.ts'
import { DAY, HOUR, type SlackAnswer } from '../support/simulation.ts'

const refusal = (error: string): SlackAnswer => ({ body: { ok: false, error } })

it.each([
  ['user_not_found', 'may-not-post'],
  ['invalid_auth', 'app-removed'],
])(
  'alerts end where Slack answers %s for three days, and are looked up four times at most',
  async (error, reason) => {
    const answers = Array(20).fill(refusal(error))
    const { jobs, until, deliveries, slack, asked, lines } = await oneChannel({ alerts: places(5), answers })
    for (let day = 0; day < 7; day += 1) {
      await jobs.sweep(NOON + day * DAY)
      await until(NOON + day * DAY + HOUR)
      if (day === 2) expect(deliveries.all().map(({ ended }) => ended)).toEqual(Array(5).fill(null))
    }
    expect(deliveries.all().map(({ ended }) => ended)).toEqual(Array(5).fill(reason))
    expect(slack.posts).toEqual([])
    expect(asked.length).toBeLessThanOrEqual(4 * (5 + 1))
    expect(lines.filter(({ fields }) => 'slack' in fields)).toHaveLength(4)
  },
)
