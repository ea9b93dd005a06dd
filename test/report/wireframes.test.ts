import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Message } from '../../src/slack/ui/blocks.ts'
import { exampleContent } from '../support/examples/examples.ts'
import { blocksIn } from '../support/figures-in.ts'

// The designers' wireframes lie beside the project, where they are there at all.
const folder = new URL('../../../shared/wireframes/', import.meta.url)

const drawn = (name: string): Message => JSON.parse(readFileSync(new URL(name, folder), 'utf8'))

const sayings = (message: { readonly blocks: readonly object[] }): string[] =>
  blocksIn(message).map(({ type, text }) => `${type}: ${text}`)

const ALIKE = [
  ['report.json', 'report/city-centre'],
  ['report-village.json', 'report/village'],
  ['report-filtered.json', 'report/filtered'],
] as const

// The top-level text adds up here, where the wireframes leave the folded and the unpublished out.
const OUTCOMES = / Outcomes: (.*)\. Busiest places/

describe.skipIf(!existsSync(folder))('beside the wireframes', () => {
  test.each(ALIKE)('%s shows what %s shows, block by block', (file, name) => {
    expect(sayings(exampleContent(name))).toEqual(sayings(drawn(file)))
  })

  test('compare.json shows what compare-two-places shows, block by block', () => {
    // Spaces that do not break look the same; they are for narrow columns, which the wireframe does not show.
    const shown = sayings(exampleContent('comparison/two-places')).map((saying) =>
      saying.replaceAll('\u00a0', ' '),
    )
    expect(shown).toEqual(sayings(drawn('compare.json')))
  })

  test.each(ALIKE)('the text of %s is that of %s, its outcomes summed up', (file, name) => {
    const [theirs, our] = [drawn(file).text, exampleContent(name).text]
    expect(our.replace(OUTCOMES, '')).toBe(theirs.replace(OUTCOMES, ''))
    const listed = OUTCOMES.exec(theirs)?.[1]?.replace(/, and \d+ more$/, '') ?? 'none'
    expect(OUTCOMES.exec(our)?.[1]?.startsWith(listed)).toBe(true)
  })
})
