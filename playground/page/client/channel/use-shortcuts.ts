import { useState } from 'react'
import type { Delivered, Shortcut, Snapshot } from '../../snapshot.ts'
import { deliveryError, postJson } from '../api-client.ts'
import type { MenuItem } from '../elements/popup.tsx'

/**
 * The app's shortcuts, to be picked on a message or, without one, from anywhere.
 * @returns them, and the sentence to show when the app did not take the last one
 */
export function useShortcuts(snapshot: Snapshot, ts?: string): { items: MenuItem[]; error: string } {
  const [error, setError] = useState('')
  const { workspace, you, channel, shortcuts } = snapshot
  const pick = async ({ callbackId }: Shortcut) => {
    const picked = { user: you.id, callbackId }
    const result =
      ts === undefined
        ? await postJson<Delivered>('/shortcut', picked)
        : await postJson<Delivered>('/message-shortcut', { ...picked, channel: channel.id, ts })
    setError('error' in result ? result.error : (deliveryError(result.answer) ?? ''))
  }
  const wanted = shortcuts.filter(({ type }) => type === (ts === undefined ? 'global' : 'message'))
  const items = wanted.map((one) => ({
    key: one.callbackId,
    text: one.name,
    about: workspace.appUser.name,
    pick: () => void pick(one),
  }))
  return { items, error }
}
