/** What a button does and the value it carries, packed and read in one place. */
export type Action<Value> = {
  readonly id: string
  /** A button's `action_id` and `value`. In one block Slack wants different ids: number the buttons with `at`. */
  readonly press: (value: Value, at?: number) => { readonly action_id: string; readonly value: string }
  /** Null where the value is of an older version, or not ours. */
  readonly read: (value: string | undefined) => Value | null
}

/** Defines an action. `unpack` must answer null to whatever `pack` never made. */
export const defineAction = <Value>(
  id: string,
  pack: (value: Value) => string,
  unpack: (text: string) => Value | null,
): Action<Value> => ({
  id,
  press: (value, at = 0) => ({ action_id: at === 0 ? id : `${id}.${at}`, value: pack(value) }),
  read: (value) => (value === undefined ? null : unpack(value)),
})
