import { randomBytes } from 'node:crypto'

/** Whose interaction a trigger_id comes from, and where it happened. */
export type Holder = {
  readonly user: string
  readonly channel?: string
  /** The view it happened in. */
  readonly viewId?: string
}

export type Triggers = {
  mint(holder: Holder): string
  take(id: string): 'ok' | 'expired_trigger_id' | 'invalid_trigger_id' | 'exchanged_trigger_id'
  holderOf(id: string): Holder | undefined
}

const lifeMs = 3000

/** Trigger ids: good for 3 s by the clock and for one use (SLACK.md). Error words: docs.slack.dev/reference/methods/views.open. */
export const createTriggers = (clock: () => number): Triggers => {
  const minted = new Map<string, { at: number; used: boolean; holder: Holder }>()
  return {
    mint: (holder) => {
      const id = `${minted.size + 1}.${clock()}.${randomBytes(16).toString('hex')}`
      minted.set(id, { at: clock(), used: false, holder })
      return id
    },
    take: (id) => {
      const trigger = minted.get(id)
      if (!trigger) return 'invalid_trigger_id'
      if (trigger.used) return 'exchanged_trigger_id'
      if (clock() - trigger.at > lifeMs) return 'expired_trigger_id'
      trigger.used = true
      return 'ok'
    },
    holderOf: (id) => minted.get(id)?.holder,
  }
}
