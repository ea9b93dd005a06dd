import { cpus, totalmem } from 'node:os'
import process from 'node:process'

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
