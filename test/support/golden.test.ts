import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { expectGolden, expectNoOtherGolden, featuresWithGoldens } from './golden.ts'

const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'golden-'))
  onTestFinished(() => rmSync(made, { recursive: true }))
  return made
}

test('a golden that is missing says how to write it', () => {
  const at = folder()
  expect(() => expectGolden('x/new', {}, at, false)).toThrow(/npm run golden/)
})

test('a golden that differs fails with the line that differs', () => {
  const at = folder()
  expectGolden('x/one', { text: 'before' }, at, true)
  expectGolden('x/one', { text: 'before' }, at, false)
  expect(() => expectGolden('x/one', { text: 'after' }, at, false)).toThrow(/after/)
  expect(readFileSync(join(at, 'x/one.json'), 'utf8')).toContain('before')
})

test('a golden that no test asks for fails, and updating removes it', () => {
  const at = folder()
  expectGolden('y/asked', 1, at, true)
  expectNoOtherGolden('y', at, false)
  writeFileSync(join(at, 'y/forgotten.json'), '1\n')
  expect(() => expectNoOtherGolden('y', at, false)).toThrow(/y\/forgotten/)
  expectNoOtherGolden('y', at, true)
  expect(existsSync(join(at, 'y/forgotten.json'))).toBe(false)
  expect(existsSync(join(at, 'y/asked.json'))).toBe(true)
})

test('every folder of goldens has the test file that asks for its files', () => {
  const features = featuresWithGoldens()
  expect(features).toContain('report')
  const asking = globSync('**/golden.test.ts', { cwd: join(import.meta.dirname, '..') })
  const orphans = features.filter((feature) => !asking.some((path) => path.split('/').includes(feature)))
  expect(orphans).toEqual([])
})
