import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

// Real records and vectors lie beside the project and are no part of it: tests that read them skip without.
const at = (name: string): string => fileURLToPath(new URL(`../../../shared/data/${name}`, import.meta.url))

/** Whether a file of real records lies beside the project. */
export const isThere = (name: string): boolean => existsSync(at(name))

/** Its text. */
export const textOf = (name: string): string => readFileSync(at(name), 'utf8')
