import type { HomeView, ModalView } from '@slack/types'
import type { Message } from '../../../src/slack/ui/blocks.ts'
import type { ChartMessage } from '../../../src/slack/ui/charts.ts'

type AnyMessage = Message | ChartMessage

/** Where a message goes: an ephemeral answer, in place of the private message whose button was pressed, or what others see. */
export type Destination = 'only you' | 'replaces' | 'channel' | 'thread' | 'direct message'

/** What the app sends in one situation. */
export type Example = {
  readonly feature: string
  /** Unique in its feature; the name of its golden file. */
  readonly name: string
  /** What a person does, or what happens, to get it. */
  readonly how: string
} & (
  | { readonly kind: 'message'; readonly to: Destination; readonly message: AnyMessage }
  | { readonly kind: 'modal'; readonly view: ModalView }
  | { readonly kind: 'home'; readonly view: HomeView }
  | { readonly kind: 'page'; readonly status: number; readonly html: string }
)

type Entries<Value extends readonly unknown[]> = Readonly<Record<string, readonly [how: string, ...Value]>>

/** Messages by name; only the person who asked sees one that does not say where it goes. */
export const messageExamples = (
  feature: string,
  entries: Entries<[message: AnyMessage, to?: Destination]>,
): Example[] =>
  Object.entries(entries).map(([name, [how, message, to = 'only you']]) => ({
    ...{ feature, name, how, to, message },
    kind: 'message',
  }))

export const modalExamples = (feature: string, entries: Entries<[view: ModalView]>): Example[] =>
  Object.entries(entries).map(([name, [how, view]]) => ({ feature, name, how, view, kind: 'modal' }))

export const homeExamples = (feature: string, entries: Entries<[view: HomeView]>): Example[] =>
  Object.entries(entries).map(([name, [how, view]]) => ({ feature, name, how, view, kind: 'home' }))

/** Pages that a browser shows, such as the one after installing. */
export const pageExamples = (
  feature: string,
  entries: Entries<[page: { readonly status: number; readonly html: string }]>,
): Example[] =>
  Object.entries(entries).map(([name, [how, { status, html }]]) => ({
    ...{ feature, name, how, status, html },
    kind: 'page',
  }))
