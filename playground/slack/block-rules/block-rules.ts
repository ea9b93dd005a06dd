export { checkBlocks } from './check-blocks.ts'
export { checkMessage } from './check-message.ts'
export type { SlackError, Surface, Violation } from './violation.ts'
