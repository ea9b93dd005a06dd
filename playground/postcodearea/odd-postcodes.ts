import { oddBodies } from './odd-bodies.ts'
import type { OddPostcode } from './odd-postcode.ts'
import { oddSockets } from './odd-sockets.ts'
import { oddStatuses } from './odd-statuses.ts'

/** Every postcode with an oddity of its own. All are well-formed; all else in England and Wales has good answers. */
export const oddPostcodes: readonly OddPostcode[] = [...oddStatuses, ...oddBodies, ...oddSockets]
