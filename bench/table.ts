import type { Machine } from './machine.ts'

/** The bound a ratio has to keep. */
export type Target = { readonly atMost: number } | { readonly atLeast: number }

/** One figure: a ratio of ours to a peer or a floor, both measured in this run. */
export type Row = {
  readonly row: string
  readonly value: number
  /** Null where it is only watched. */
  readonly target: Target | null
  /** The absolute figures behind the ratio, with their units; for reading, never for comparing runs. */
  readonly beside: string
}

/** Measures one or several rows that belong together. */
export type Family = { readonly name: string; readonly measure: () => Promise<readonly Row[]> }

/** Whether a row keeps its target; null where it has none. A value that is no number keeps nothing. */
export const holds = ({ value, target }: Row): boolean | null => {
  if (target === null) return null
  return 'atMost' in target ? value <= target.atMost : value >= target.atLeast
}

const bound = (target: Target | null): string => {
  if (target === null) return '–'
  return 'atMost' in target ? `≤ ${target.atMost}` : `≥ ${target.atLeast}`
}

const VERDICTS = { true: 'holds', false: 'DOES NOT HOLD', null: 'watched' } as const

const cells = (row: Row): string[] => [
  row.row,
  row.value.toFixed(2),
  bound(row.target),
  VERDICTS[`${holds(row)}`],
  row.beside,
]

/** The rows as aligned text, one a line, under a heading and the machine. */
export const asTable = (machine: Machine, rows: readonly Row[]): string => {
  const lines = [['ours / its peer', 'ratio', 'target', '', 'beside it'], ...rows.map(cells)]
  const widths = lines[0]?.map((_, at) => Math.max(...lines.map((line) => line[at]?.length ?? 0))) ?? []
  const written = lines.map((line) => line.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  '))
  const { cpu, cores, memoryGiB, node } = machine
  return [`${cpu}, ${cores} cores, ${memoryGiB} GiB, Node ${node}`, '', ...written]
    .map((line) => line.trimEnd())
    .join('\n')
}

/** The same figures for programs: `{ machine, rows: [{ row, value, target, holds, beside }] }`. */
export const asJson = (machine: Machine, rows: readonly Row[]): string =>
  JSON.stringify(
    {
      machine,
      rows: rows.map((row) => ({ ...row, target: row.target && bound(row.target), holds: holds(row) })),
    },
    null,
    2,
  )
