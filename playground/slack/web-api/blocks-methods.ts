import { checkBlocks, checkMessage, checkView, type Violation } from '../block-rules/block-rules.ts'
import { argumentError, type Method, ok, readNested } from './method.ts'

const CHECKS = {
  blocks: (blocks: unknown) => checkBlocks(blocks, 'message'),
  message: checkMessage,
  view: checkView,
} as const

/** Where a rule is broken, as a JSON pointer: "/0/text/type" in a list of blocks. */
const pointerTo = ({ path }: Violation, argument: string): string =>
  `/${argument === 'blocks' ? path.replace(/^blocks\/?/, '') : path}`

/**
 * blocks.validate: docs.slack.dev/reference/methods/blocks.validate. It wants no token and exactly one of three
 * arguments. The fields of `errors` stand on that page; the word in `error`, and that a list of blocks is checked as a
 * message, are guesses (?).
 */
export const validateBlocks: Method = ({ args }) => {
  const given = (['blocks', 'message', 'view'] as const).filter((name) => args[name] !== undefined)
  const [name, ...more] = given
  if (name === undefined || more.length > 0)
    return argumentError('blocks', 'exactly one of blocks, message or view')
  const broken = CHECKS[name](readNested(args[name]))
  if (broken.length === 0) return ok()
  const errors = broken.map((it) => ({
    pointer: pointerTo(it, name),
    code: 'failed_constraint',
    message: it.rule,
  }))
  return { status: 200, body: { ok: false, error: 'invalid_blocks', errors } }
}
