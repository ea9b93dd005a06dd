import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { START } from '../playground/app-process.ts'

it('npm start runs the app with its compile cache and no options of V8', () => {
  expect(START).toEqual(['start.js'])
})

it('a host that runs the Procfile starts what npm start does', () => {
  const procfile = readFileSync(new URL('../Procfile', import.meta.url), 'utf8')
  expect(procfile.split('\n')).toContain(`web: node ${START.join(' ')}`)
})

const lock: unknown = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'))
const packages: Record<string, { dev?: boolean; optional?: boolean; hasInstallScript?: boolean }> =
  Object(lock).packages

it('a production install fetches no Node and runs no script of a package', () => {
  expect(packages['node_modules/node']?.dev).toBe(true)
  const scripts = Object.entries(packages).filter(([, it]) => it.hasInstallScript === true && it.dev !== true)
  expect(scripts.map(([path]) => path)).toEqual([])
})
