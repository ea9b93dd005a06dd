import type { Migration } from 'kysely/migration'
import { savedPlace } from './0001-saved-place.ts'
import { channelAlert } from './0002-channel-alert.ts'
import { installation } from './0003-installation.ts'
import { lookupCount } from './0004-lookup-count.ts'

/** Every migration by the name the database remembers it by. A name, once released, never changes. */
export const MIGRATIONS: Record<string, Migration> = {
  '0001-saved-place': savedPlace,
  '0002-channel-alert': channelAlert,
  '0003-installation': installation,
  '0004-lookup-count': lookupCount,
}
