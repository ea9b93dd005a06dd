import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { checkMessage, checkView } from '../../../playground/slack/block-rules/block-rules.ts'

// The designers' wireframes lie beside the project, where they are there at all.
const folder = new URL('../../../../shared/wireframes/', import.meta.url)
const files = existsSync(folder) ? readdirSync(folder).filter((it) => it.endsWith('.json')) : []

test.skipIf(files.length === 0)('every wireframe would be taken by Slack', () => {
  for (const file of files) {
    const surface: unknown = JSON.parse(readFileSync(new URL(file, folder), 'utf8'))
    for (const it of [surface].flat()) {
      const { view } = Object(it)
      expect({ file, broken: view ? checkView(view) : checkMessage(it) }).toEqual({
        file,
        broken: [],
      })
    }
  }
})
