import type { Value } from './element-values.ts'
import type { Posted } from './messages.ts'
import { stateOf, type Values, withValue } from './state.ts'

/** What each person chose in each message. That it is each person's own, and outlives a replacement, is unconfirmed. */
export const createMessageState = () => {
  const held = new Map<string, Values>()
  const keyOf = ({ ts }: Posted, user: string) => `${ts} ${user}`
  const of = (message: Posted, user: string): Values =>
    stateOf(message.blocks, held.get(keyOf(message, user)) ?? {})
  return {
    of,
    hold: (message: Posted, user: string, blockId: string, actionId: string, value: Value): void =>
      void held.set(keyOf(message, user), withValue(of(message, user), blockId, actionId, value)),
  }
}
