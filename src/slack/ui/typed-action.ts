/** An action id, and how the value of its buttons is packed and read. */
export type Action<Value> = {
  readonly id: string
  /** The `action_id` and `value` of a button. Within one block ids must differ: number its buttons with `at`. */
  readonly props: (value: Value, at?: number) => { readonly action_id: string; readonly value: string }
  /** The value of a pressed button; null where this version did not write it. */
  readonly read: (value: string | undefined) => Value | null
}

/** Defines an action. `unpack` gives null for every text that `pack` does not make. */
export const defineAction = <Value>(
  id: string,
  pack: (value: Value) => string,
  unpack: (text: string) => Value | null,
): Action<Value> => ({
  id,
  props: (value, at = 0) => ({ action_id: at === 0 ? id : `${id}.${at}`, value: pack(value) }),
  read: (value) => (value === undefined ? null : unpack(value)),
})
