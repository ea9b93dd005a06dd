import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { appEnvironment } from '../../../playground/app-environment.ts'
import { readConfig } from '../../../src/config/config.ts'

const environment = appEnvironment({
  apiKey: 'pa_PLACEHOLDER',
  apiUrl: 'http://127.0.0.1:1',
  botToken: 'xoxb-placeholder',
  signingSecret: 'placeholder',
  slackApiUrl: 'http://127.0.0.1:2/api/',
  port: 3,
  dataDir: 'unused',
})

test('is a configuration the app takes, and sends it nowhere but to this machine', () => {
  expect(readConfig(environment)).toMatchObject({
    slackApiUrl: 'http://127.0.0.1:2/api/',
    postcodeArea: { url: 'http://127.0.0.1:1' },
    host: '127.0.0.1',
  })
})

test('gives every variable the app reads, so that none comes from a developer’s .env', async () => {
  const source = await readFile(
    new URL('../../../src/config/environment-variables.ts', import.meta.url),
    'utf8',
  )
  const read = [...source.matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map((match) => match[1])
  expect(read).toContain('SLACK_API_URL')
  expect(Object.keys(environment)).toEqual(expect.arrayContaining(read))
})
