import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { START } from '../playground/app-process.ts'

it('npm start gives node its option before the file, or it would be the app’s', () => {
  expect(START).toEqual(['--v8-pool-size=1', 'start.js'])
})

it('a host that runs the Procfile starts what npm start does', () => {
  const procfile = readFileSync(new URL('../Procfile', import.meta.url), 'utf8')
  expect(procfile.split('\n')).toContain(`web: node ${START.join(' ')}`)
})
