/** What a function returns that may fail for a reason people read; defects are thrown instead. */
export type Result<Value, Failure> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly failure: Failure }

/** The result of what succeeded. */
export const success = <Value>(value: Value) => ({ ok: true, value }) as const

/** The result of what failed, and why. */
export const failed = <Failure>(failure: Failure) => ({ ok: false, failure }) as const
