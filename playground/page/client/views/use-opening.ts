import { useEffect, useRef, useState } from 'react'
import type { Delivered, Snapshot } from '../../snapshot.ts'
import { deliveryTrouble, post } from '../api-client.ts'

/**
 * Tells Slack, once, that a person opened this side of the app; not while a modal lies before it.
 * @returns the sentence to show when the app did not take it
 */
export function useOpening({ you, modal }: Snapshot, tab: 'home' | 'messages'): string {
  const [trouble, setTrouble] = useState('')
  const told = useRef(false)
  const isBehind = modal !== null
  useEffect(() => {
    if (told.current || isBehind) return
    told.current = true
    const open = async () => {
      const asked = await post<Delivered>('/home', { user: you.id, tab })
      setTrouble('refusal' in asked ? asked.refusal : (deliveryTrouble(asked.answer) ?? ''))
    }
    void open()
  }, [you.id, tab, isBehind])
  return trouble
}
