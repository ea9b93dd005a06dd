import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { expectGolden, expectNoOtherGolden } from './golden.ts'

const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'golden-'))
  onTestFinished(() => rmSync(made, { recursive: true }))
  return made
}

test('a golden that is missing says how to write it', () => {
  const at = folder()
  expect(() => expectGolden('x/new.txt', '', at, false)).toThrow(/npm run golden/)
})

test('a golden that differs fails with the line that differs', () => {
  const at = folder()
  expectGolden('x/one.txt', 'before\n', at, true)
  expectGolden('x/one.txt', 'before\n', at, false)
  expect(() => expectGolden('x/one.txt', 'after\n', at, false)).toThrow(/after/)
  expect(readFileSync(join(at, 'x/one.txt'), 'utf8')).toBe('before\n')
})

test('a golden that no test asks for fails, and updating removes it', () => {
  const at = folder()
  expectGolden('y/asked.txt', 'asked\n', at, true)
  expectNoOtherGolden(['y/asked.txt'], at, false)
  writeFileSync(join(at, 'y/forgotten.json'), '1\n')
  expect(() => expectNoOtherGolden(['y/asked.txt'], at, false)).toThrow(/y\/forgotten/)
  expectNoOtherGolden(['y/asked.txt'], at, true)
  expect(existsSync(join(at, 'y/forgotten.json'))).toBe(false)
  expect(existsSync(join(at, 'y/asked.txt'))).toBe(true)
})
