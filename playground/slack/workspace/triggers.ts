import { randomBytes } from 'node:crypto'

/** Whose interaction a trigger_id comes from, and where it happened. */
type TriggerContext = {
  readonly user: string
  readonly channel?: string
  /** The view it happened in. */
  readonly viewId?: string
}

export type Triggers = {
  mint(context: TriggerContext): string
  consume(id: string): 'ok' | 'expired_trigger_id' | 'invalid_trigger_id' | 'exchanged_trigger_id'
  contextOf(id: string): TriggerContext | undefined
}

const lifeMs = 3000

/**
 * Trigger ids are good for 3 s by the clock and for one use: docs.slack.dev/interactivity/handling-user-interaction.
 * Error words: docs.slack.dev/reference/methods/views.open.
 */
export const createTriggers = (clock: () => number): Triggers => {
  const minted = new Map<string, { at: number; used: boolean; context: TriggerContext }>()
  return {
    mint: (context) => {
      const id = `${minted.size + 1}.${clock()}.${randomBytes(16).toString('hex')}`
      minted.set(id, { at: clock(), used: false, context })
      return id
    },
    consume: (id) => {
      const trigger = minted.get(id)
      if (!trigger) return 'invalid_trigger_id'
      if (trigger.used) return 'exchanged_trigger_id'
      if (clock() - trigger.at > lifeMs) return 'expired_trigger_id'
      trigger.used = true
      return 'ok'
    },
    contextOf: (id) => minted.get(id)?.context,
  }
}
