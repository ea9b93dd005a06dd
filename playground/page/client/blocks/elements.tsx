import type { ComponentType } from 'react'
import type { SentBlock } from '../../snapshot.ts'
import { ButtonElement } from './button-element.tsx'

/** What an element gets: itself, and how to act. Acting resolves when the app has answered. */
export type ElementProps = { element: SentBlock; busy: boolean; act(actionId: string): void }

/** Every element a person can press or fill in here; a new kind is a line in this table and a component. */
const ELEMENTS: Record<string, ComponentType<ElementProps>> = {
  button: ButtonElement,
}

/** @returns undefined for an element this page cannot draw */
export function componentFor(element: SentBlock): ComponentType<ElementProps> | undefined {
  return ELEMENTS[element.type]
}
