import type { Button, Overflow } from '@slack/types'
import { button, overflow } from '../slack/ui/elements.ts'
import { defineAction } from '../slack/ui/typed-action.ts'
import { packQuery, type Query, unpackQuery } from './report-query.ts'

/** What else can be had of a report. */
export type FurtherChoice = 'chart' | 'text'

const WORDS: Readonly<Record<FurtherChoice, string>> = { chart: 'Chart', text: 'Copy as text' }

/** A further choice and the report it is of. */
export type Further = { readonly choice: FurtherChoice; readonly query: Query }

/** "chart LE1 1WA;burglary", for an option's value: nothing in it comes from the supplier. */
const pack = ({ choice, query }: Further): string => `${choice} ${packQuery(query)}`

const unpack = (text: string): Further | null => {
  const [, choice, rest = ''] = /^(chart|text) (.*)$/.exec(text) ?? []
  const query = unpackQuery(rest)
  return query === null ? null : { choice: choice === 'chart' ? 'chart' : 'text', query }
}

/** A choice among a report's further ones. */
export const chooseFurther = defineAction<Further>('report.more', pack, unpack)

/**
 * The further choices behind three dots; a single one is a button, since a menu of one hides it for nothing
 * (and that Slack takes one is not documented).
 */
export const furtherChoices = (query: Query, choices: readonly FurtherChoice[]): (Button | Overflow)[] => {
  const [only, ...others] = choices
  if (only === undefined) return []
  if (others.length === 0) return [button(WORDS[only], chooseFurther.press({ choice: only, query }))]
  const options = choices.map((choice) => ({ text: WORDS[choice], value: pack({ choice, query }) }))
  return [overflow(chooseFurther.id, options)]
}
