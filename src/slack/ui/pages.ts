import type { Button } from '@slack/types'
import { type Block, context } from './blocks.ts'
import { button } from './elements.ts'
import { count } from './format.ts'
import { mrkdwn } from './mrkdwn.ts'

/** One page of a list. */
export type Page = {
  /** From 1. */
  readonly number: number
  /** How many pages there are, at least 1. */
  readonly of: number
  /** How many entries the list has. */
  readonly total: number
  /** How many entries come before the first one of the page. */
  readonly start: number
  /** How many entries the page has. */
  readonly length: number
}

/** The page with a number, from 1, of a list of `total` entries, or the nearest one there is. */
export const pageOf = (total: number, wanted: number, most: number): Page => {
  const of = Math.max(1, Math.ceil(total / most))
  const number = Number.isNaN(wanted) ? 1 : Math.min(of, Math.max(1, Math.floor(wanted)))
  const start = (number - 1) * most
  return { number, of, total, start, length: Math.min(most, total - start) }
}

/** A page that was asked for, from 1, of a list that stands within a view, and the action ids that turn it. */
export type AskedPage = { readonly page: number; readonly turn: readonly [next: string, previous: string] }

/** "11–20", or "11". */
export const rangeOf = ({ start, length }: Page): string =>
  length === 1 ? count(start + 1) : `${count(start + 1)}–${count(start + length)}`

/** "1–40 of 300 alerts"; nothing where that is all. */
export const rangeLine = (page: Page, what: string): Block[] =>
  page.of === 1 ? [] : [context(mrkdwn`${rangeOf(page)} of ${count(page.total)} ${what}`)]

/**
 * The buttons to the pages beside one, by their ids; `label` is what screen readers say. Next comes first, so that it
 * does not move under the pointer when Previous appears.
 */
export const turnButtons = (
  { number, of }: Page,
  [next, previous]: AskedPage['turn'],
  label: (text: string, to: number) => string,
): Button[] => {
  const turn = (text: string, action_id: string, to: number) =>
    to < 1 || to > of ? [] : [button(text, { action_id, value: String(to) }, { label: label(text, to) })]
  return [...turn('Next page', next, number + 1), ...turn('Previous page', previous, number - 1)]
}
