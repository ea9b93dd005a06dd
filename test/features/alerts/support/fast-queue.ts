import { QUEUE_CONFIG } from '../../../../src/features/alerts/worker/queue.ts'

/** A queue in more of a hurry than production's. */
export const HURRY = { ...QUEUE_CONFIG, pollSeconds: 0.5, superviseSeconds: 1, heartbeatSeconds: 10 }

/** On a day that is not soon: tests sweep themselves. */
export const NEVER = '0 0 29 2 *'
