import { describe, expect, it } from 'vitest'
import { onBoth } from '../../database/support/places.ts'
import { insertManyAlerts, plansOfOneChannel } from '../../features/alerts/support/many-alerts.ts'
import { repositoriesOn } from '../../features/alerts/support/repositories.ts'

describe('the delivery repository', () => {
  onBoth((placeOf) => {
    it('reads a hundred thousand alerts through indexes', async () => {
      const repositories = await repositoriesOn(placeOf())
      await insertManyAlerts(repositories, 100_000)
      const plans = await plansOfOneChannel(repositories)
      expect(plans).toHaveLength(8)
      for (const plan of plans) expect(plan).not.toContain('Seq Scan on channel_alert')
      const { areas } = await repositories.deliveries.sweepState('2026-11-24')
      expect(areas.map(({ area }) => area)).toEqual(['LE'])
    })
  })
})
