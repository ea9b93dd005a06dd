import type { Shortcut } from './snapshot.ts'

/** The part of an app's manifest that registers shortcuts; a parsed file fits as it is. */
type Manifest = {
  readonly features?: {
    readonly shortcuts?: readonly {
      readonly type: string
      readonly callback_id: string
      readonly name?: string
    }[]
  }
}

/** The shortcuts that an app registers, in its order; none without a manifest. */
export function shortcutsIn(manifest: Manifest | undefined): Shortcut[] {
  return (manifest?.features?.shortcuts ?? []).flatMap(({ type, callback_id: callbackId, name }) =>
    type === 'global' || type === 'message' ? [{ type, callbackId, name: name ?? callbackId }] : [],
  )
}
