import { cpus, totalmem } from 'node:os'
import process from 'node:process'

/** The bound that a figure has to keep. */
export type Budget = { readonly atMost: number } | { readonly atLeast: number }

/** One figure of the table: a ratio to a peer measured in the same run, or an absolute amount with its unit in `detail`. */
export type Row = {
  readonly row: string
  readonly value: number
  readonly budget: Budget
  /** The absolute figures behind the value, with their units. */
  readonly detail: string
}

/** Measures one or several rows that belong together. */
export type Benchmark = { readonly name: string; readonly measure: () => Promise<readonly Row[]> }

/** Where figures were taken: absolute ones mean nothing without it. */
export type Machine = {
  readonly cpu: string
  readonly cores: number
  readonly memoryGiB: number
  readonly node: string
}

/** The machine this runs on. */
export const thisMachine = (): Machine => {
  const cores = cpus()
  return {
    cpu: cores[0]?.model.trim() ?? 'unknown',
    cores: cores.length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.versions.node,
  }
}

/** Whether a row is within its budget. NaN never is. */
export const isWithinBudget = ({ value, budget }: Row): boolean =>
  'atMost' in budget ? value <= budget.atMost : value >= budget.atLeast

const budgetText = (budget: Budget): string =>
  'atMost' in budget ? `≤ ${budget.atMost}` : `≥ ${budget.atLeast}`

const cells = (row: Row): string[] => [
  row.row,
  row.value.toFixed(2),
  budgetText(row.budget),
  isWithinBudget(row) ? 'ok' : 'OVER BUDGET',
  row.detail,
]

/** The rows as an aligned text table under the machine they were measured on. */
export const asTable = (machine: Machine, rows: readonly Row[]): string => {
  const table = [['measured', 'value', 'budget', '', 'detail'], ...rows.map(cells)]
  const widths = table[0]?.map((_, at) => Math.max(...table.map((line) => line[at]?.length ?? 0))) ?? []
  const lines = table.map((line) => line.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  '))
  const { cpu, cores, memoryGiB, node } = machine
  return [`${cpu}, ${cores} cores, ${memoryGiB} GiB, Node ${node}`, '', ...lines]
    .map((line) => line.trimEnd())
    .join('\n')
}

/** The same figures for programs: `{ machine, rows: [{ row, value, budget, ok, detail }] }`. */
export const asJson = (machine: Machine, rows: readonly Row[]): string =>
  JSON.stringify(
    {
      machine,
      rows: rows.map((row) => ({ ...row, budget: budgetText(row.budget), ok: isWithinBudget(row) })),
    },
    null,
    2,
  )
