import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it, test } from 'vitest'
import { registerFeatures } from '../src/features.ts'
import { needsFeatures, SUBCOMMANDS } from '../src/needs-features.ts'
import { createBlockActions } from '../src/slack/block-actions.ts'
import { idle } from './features/command/context.ts'
import { alertsInMemory } from './support/alerts-in-memory.ts'
import { boltApp, noMorePresses } from './support/bolt-app.ts'
import { placesInMemory } from './support/saved-places.ts'

const ROOT = join(import.meta.dirname, '..')

/** What a file imports as it is loaded: no types, and nothing that is imported later. */
const importedAtOnce = (path: string): string[] =>
  [...readFileSync(join(ROOT, path), 'utf8').matchAll(/^import\s+(?!type\b)([\s\S]*?)\s*from\s*'([^']+)'/gm)]
    .filter(([, names = '']) => !/^\{(?:\s*type [^,}]+,?)*\s*\}$/.test(names))
    .map(([, , from = '']) => (from.startsWith('.') ? join(dirname(path), from) : from))

/** All that is loaded with a file. */
const loadedWith = (path: string, seen = new Set<string>()): Set<string> => {
  if (seen.has(path)) return seen
  seen.add(path)
  if (path.startsWith('src/')) for (const to of importedAtOnce(path)) loadedWith(to, seen)
  return seen
}

test('the names that are known before are those of the subcommands, in their order', () => {
  const { app } = boltApp()
  const presses = createBlockActions(app, async () => undefined, noMorePresses)
  const table = registerFeatures(app, presses, {
    ...idle,
    reply: () => async () => undefined,
    places: placesInMemory().places,
    alerts: alertsInMemory().alerts,
    usedToday: async () => null,
  })
  expect(table.flatMap(({ name }) => name ?? [])).toEqual(SUBCOMMANDS)
})

test('a process starts without any feature but looking up, and without the database’s drivers', () => {
  const loaded = [...loadedWith('src/main.ts')]
  const all = loaded.join('\n')
  expect(loaded.length).toBeGreaterThan(100)
  expect(all).toContain('src/features/command/look-up.ts')
  expect(all).not.toMatch(/^src\/(?:home|alerts|shortcuts|features|report\/text|storage\/migrations)\b/m)
  expect(all).not.toMatch(/^src\/report\/.*(?<!src\/report)\/listeners\.ts$/m)
  expect(all).not.toMatch(/^(?:kysely|pg|pg-boss|@electric-sql|prom-client|rate-limiter-flexible)\b/m)
})

it.each([
  [{ type: 'view_submission' }, true],
  [{ type: 'view_closed' }, true],
  [{ type: 'block_suggestion' }, true],
  [{ type: 'shortcut' }, true],
  [{ type: 'message_action' }, true],
  [{ type: 'event_callback', event: { type: 'app_home_opened' } }, true],
  [{ type: 'event_callback', event: null }, true],
  [{}, true],
  [{ command: '/crime', text: 'saved' }, false],
  [{ type: 'block_actions' }, false],
  [{ type: 'event_callback', event: { type: 'app_uninstalled' } }, false],
  [{ type: 'event_callback', event: { type: 'tokens_revoked' } }, false],
])('whether %j is for a listener of the features: %s', (body, expected) => {
  expect(needsFeatures(body)).toBe(expected)
})
