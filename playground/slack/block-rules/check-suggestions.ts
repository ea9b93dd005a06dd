import { z } from 'zod'
import { optionGroup, plainOption } from './options.ts'
import { list } from './rule.ts'
import { checkShape } from './shape.ts'
import { suggestionPage } from './sources.ts'
import type { Violation } from './violation.ts'

// An empty list is an answer: there is nothing of that name.
const answer = z.union([
  z.strictObject({ options: list(plainOption, 100, suggestionPage, 0) }),
  z.strictObject({ option_groups: list(optionGroup, 100, suggestionPage, 0) }),
])
const options = z.strictObject({ options: list(plainOption, 100, suggestionPage, 0) })

/** Checks what the app answers when an external_select asks for options: at most 100, or as many groups. Pure. */
export const checkSuggestions = (body: unknown): readonly Violation[] =>
  // The union's own complaint says nothing of what is wrong inside.
  checkShape('options' in Object(body) ? options : answer, body, '', suggestionPage, 'invalid_arguments')
