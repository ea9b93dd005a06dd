import type { DatabaseConfig } from '../../../src/database/database-config.ts'

/** The place a program was started with. */
export const givenPlace = (): DatabaseConfig => JSON.parse(process.argv[2] ?? 'null')

/** A line for the test that started the program; written before this returns. */
export const say = (line: string): void => void process.stdout.write(`${line}\n`)

export const silentLog = { info: () => undefined, warn: () => undefined }
