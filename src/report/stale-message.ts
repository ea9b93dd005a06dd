import { code, type Message, words } from '../slack/blocks.ts'
import { EXAMPLE } from './failure-message.ts'
import { sentence } from './sentence.ts'

/** A button of an older version, whose value this one cannot read. */
export const staleButton = (): Message =>
  sentence({
    happened: 'This button is from an older version of Street Crime.',
    next: [words('Look the place up again, such as '), code(EXAMPLE), words('.')],
  })
