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
