import { expect, it } from 'vitest'
import { emptyPostgres, POSTGRES } from '../../database/support/places.ts'
import { createProxy } from '../../database/support/proxy.ts'
import {
  install,
  newKey,
  startAppWithWorkspaces,
  startSlackAndSupplier,
} from '../../support/app/app-with-workspaces.ts'
import { askIn } from '../../support/app/workspace-members.ts'
import { read } from '../../support/read-message.ts'

it.skipIf(POSTGRES === undefined)(
  'a database that is silent keeps nobody waiting for longer than Slack does',
  async () => {
    const place = await emptyPostgres()
    const proxy = await createProxy(place.kind === 'postgres' ? place.url : '')
    const servers = await startSlackAndSupplier()
    const many = await startAppWithWorkspaces({ servers, place: proxy.place, encryptionKey: newKey() })
    await install(many, 'T0HARBOUR')
    proxy.setSilent(true)
    many.later(60_001)
    const asked = await askIn(servers.slack, 'T0HARBOUR', 'U0ANA', 'C0HARBOUR', 'LE1 1WA')
    expect(asked.delivery.outcome).toBe('acked')
    expect(read(asked.message)).toContain('can’t check this workspace at the moment')
  },
)
