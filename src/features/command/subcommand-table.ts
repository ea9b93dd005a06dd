import type { Reading } from '../../reading/reading.ts'
import type { ReportContext } from '../../report/answer.ts'
import type { Subcommand } from '../../slack/subcommand.ts'
import type { OperatorPages } from '../../slack/ui/operator-links.ts'
import { help } from './help.ts'
import { lookUp } from './look-up.ts'

/** What the table of /crime is made of; `subcommands` are those of other features, in the order help shows them. */
export type TableContext = ReportContext & {
  readonly subcommands: readonly Subcommand<Reading>[]
  readonly pages: OperatorPages
}

/** The whole table: looking up, which needs no name, first; help last. */
export const commandTable = (context: TableContext): readonly Subcommand<Reading>[] => {
  const all: Subcommand<Reading>[] = [lookUp(context), ...context.subcommands, help(() => all, context.pages)]
  return all
}
