import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { DatabaseConfig } from '../../../src/database/database-config.ts'

/** A program of test/storage/programs, run in a process of its own on a place. */
export const program = (name: string, place: DatabaseConfig, ...more: readonly string[]) => {
  const file = join(import.meta.dirname, '..', 'programs', name)
  const child = spawn(process.execPath, [file, JSON.stringify(place), ...more], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines: string[] = []
  const reader = createInterface({ input: child.stdout })
  reader.on('line', (line) => lines.push(line))
  const read = once(reader, 'close')
  const ended = once(child, 'exit').then(async ([code, signal]) => {
    await read
    return { code, signal, lines }
  })
  return {
    reader,
    ended,
    kill: () => child.kill('SIGKILL'),
    stop: () => child.kill('SIGTERM'),
    type: (line: string) => child.stdin.write(`${line}\n`),
    /** Ends a program that waits for its input to end. */
    finish: () => child.stdin.end(),
  }
}
