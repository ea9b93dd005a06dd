import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const FOLDER = join(import.meta.dirname, 'e2e')

test('browser tests start the playground in one way, whose close looks for what was kept', async () => {
  const files = (await readdir(FOLDER)).filter((name) => name.endsWith('.ts'))
  const read = files.map(async (name) => ({ name, text: await readFile(join(FOLDER, name), 'utf8') }))
  const starting = (await Promise.all(read)).filter(({ text }) => /startPlayground|app-process/.test(text))
  expect(starting.map(({ name }) => name)).toEqual(['support-playground.ts'])
})
