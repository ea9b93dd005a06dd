/** What a step that may fail for a reason people should read gives back; bugs are thrown instead. */
export type Result<Value, Failure> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly failure: Failure }

/** A step that went well. */
export const success = <Value>(value: Value) => ({ ok: true, value }) as const

/** A step that did not, and why. */
export const failed = <Failure>(failure: Failure) => ({ ok: false, failure }) as const
