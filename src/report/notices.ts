import { code, type Message, words } from '../slack/ui/blocks.ts'
import { notice } from '../slack/ui/notice.ts'
import { EXAMPLE } from './failure-message.ts'

/** A button of an older version, whose value this one cannot read. */
export const staleButton = (): Message =>
  notice({
    happened: 'This button is from an older version of Street Crime.',
    next: [words('Look the place up again, such as '), code(EXAMPLE), words('.')],
  })
