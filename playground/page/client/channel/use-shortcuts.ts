import { useState } from 'react'
import type { Delivered, Shortcut, Snapshot } from '../../snapshot.ts'
import { deliveryTrouble, post } from '../api-client.ts'
import type { Pick } from '../elements/popup.tsx'

/**
 * The app's shortcuts, to be picked on a message or, without one, from anywhere.
 * @returns them, and the sentence to show when the app did not take the last one
 */
export function useShortcuts(snapshot: Snapshot, ts?: string): { picks: Pick[]; trouble: string } {
  const [trouble, setTrouble] = useState('')
  const { workspace, you, channel, shortcuts } = snapshot
  const pick = async ({ callbackId }: Shortcut) => {
    const picked = { user: you.id, callbackId }
    const asked =
      ts === undefined
        ? await post<Delivered>('/shortcut', picked)
        : await post<Delivered>('/message-shortcut', { ...picked, channel: channel.id, ts })
    setTrouble('refusal' in asked ? asked.refusal : (deliveryTrouble(asked.answer) ?? ''))
  }
  const wanted = shortcuts.filter(({ type }) => type === (ts === undefined ? 'global' : 'message'))
  const picks = wanted.map((one) => ({
    key: one.callbackId,
    text: one.name,
    about: workspace.appUser.name,
    pick: () => void pick(one),
  }))
  return { picks, trouble }
}
