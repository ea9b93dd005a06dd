import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'

const FOLDER = fileURLToPath(new URL('../golden/', import.meta.url))
const updating = process.env.UPDATE_GOLDEN === '1'

// Vitest loads this anew for each test file, so these are the names that one file has asked for.
const asked = new Set<string>()

/** Goldens live in test/golden/<feature>/, and test/<feature>/golden.test.ts asks for all of them. */
export const featuresWithGoldens = (folder = FOLDER): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((it) => (it.isDirectory() ? [it.name] : []))

/**
 * Holds a value to the golden file of a name, "report/village". `npm run golden` writes the file instead;
 * read what it changed before you commit it.
 */
export const expectGolden = (name: string, value: unknown, folder = FOLDER, update = updating): void => {
  const path = `${folder}/${name}.json`
  const written = `${JSON.stringify(value, null, 1)}\n`
  asked.add(name)
  if (update) {
    mkdirSync(path.slice(0, path.lastIndexOf('/')), { recursive: true })
    writeFileSync(path, written)
  }
  expect(existsSync(path), `there is no test/golden/${name}.json: npm run golden writes it`).toBe(true)
  // As text, so that the difference is shown line by line and the order of keys counts.
  expect(written).toBe(readFileSync(path, 'utf8'))
}

/** Fails for each golden file of a feature that this test file has not asked for; updating removes them. */
export const expectNoOtherGolden = (feature: string, folder = FOLDER, update = updating): void => {
  const left = readdirSync(`${folder}/${feature}`)
    .map((file) => `${feature}/${file.replace(/\.json$/, '')}`)
    .filter((name) => !asked.has(name))
  if (update) for (const name of left) rmSync(`${folder}/${name}.json`)
  expect(update ? [] : left, 'no test asks for these any more: npm run golden removes them').toEqual([])
}
