import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Message } from '../../../../src/slack/ui/blocks.ts'
import { exampleContent } from '../../../support/examples/examples.ts'
import { blocksIn } from '../../../support/figures-in.ts'

// The designers' wireframes lie beside the project, where they are there at all.
const folder = new URL('../../../../../shared/wireframes/', import.meta.url)

const drawn = (name: string): Message => JSON.parse(readFileSync(new URL(name, folder), 'utf8'))
const sayings = (message: { readonly blocks: readonly object[] }): string[] =>
  blocksIn(message).map(({ type, text }) => `${type}: ${text}`)

describe.skipIf(!existsSync(folder))('beside the wireframes', () => {
  test('the line says what alert-line.json says', () => {
    expect(sayings(exampleContent('alerts/announcement'))).toEqual(sayings(drawn('alert-line.json')))
    expect(exampleContent('alerts/announcement').text).toBe(drawn('alert-line.json').text)
  })

  test('the thread shows what alert-thread.json shows, block by block', () => {
    expect(sayings(exampleContent('alerts/thread'))).toEqual(sayings(drawn('alert-thread.json')))
  })
})
