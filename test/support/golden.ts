import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'

const FOLDER = fileURLToPath(new URL('../golden', import.meta.url))
const updating = process.env.UPDATE_GOLDEN === '1'

/**
 * Holds a text to the golden file of a path, "report/village.txt". `npm run golden` writes the file instead; read
 * what it changed before you commit it.
 */
export const expectGolden = (path: string, text: string, folder = FOLDER, update = updating): void => {
  const file = `${folder}/${path}`
  if (update) {
    mkdirSync(file.slice(0, file.lastIndexOf('/')), { recursive: true })
    writeFileSync(file, text)
  }
  expect(existsSync(file), `there is no test/golden/${path}: npm run golden writes it`).toBe(true)
  expect(text).toBe(readFileSync(file, 'utf8'))
}

/** Fails for each golden file that is not among these paths; updating removes them. */
export const expectNoOtherGolden = (paths: readonly string[], folder = FOLDER, update = updating): void => {
  const known = new Set(paths)
  const left = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => `${parentPath}/${name}`.slice(folder.length + 1))
    .filter((path) => !known.has(path))
  if (update) for (const path of left) rmSync(`${folder}/${path}`)
  expect(update ? [] : left, 'no example has these names any more: npm run golden removes them').toEqual([])
}
