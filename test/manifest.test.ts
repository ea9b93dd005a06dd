import { existsSync, readFileSync } from 'node:fs'
import { App } from '@slack/bolt'
import type { AppsManifestCreateArguments } from '@slack/web-api'
import { Ajv } from 'ajv'
import { describe, expect, it, vi } from 'vitest'
import { parse } from 'yaml'
import { createApp } from '../src/app.ts'
import { readConfig } from '../src/config/config.ts'
import type { Database } from '../src/database/database.ts'
import { createAlertRepository } from '../src/features/alerts/store/alert-repository.ts'
import { createSavedPlaceRepository } from '../src/features/home/saved-place-repository.ts'
import { createLookup } from '../src/lookup/lookup.ts'
import { createLog } from '../src/observability/log.ts'
import { SCOPES } from '../src/workspaces/installer.ts'
import { REDIRECT_PATH } from '../src/workspaces/pages.ts'
import { createWorkspaces } from '../src/workspaces/workspaces.ts'

type Manifest = AppsManifestCreateArguments['manifest']

const SCHEMA = new URL('../../shared/schemas/manifest.schema.1.0.0.json', import.meta.url)
const ADDRESS = 'https://example.com/slack/events'
const manifest = parse(readFileSync(new URL('../manifest.yml', import.meta.url), 'utf8'))

const database: Database = {
  open: () => undefined,
  use: () => Promise.reject(new Error('not called')),
  state: () => 'unavailable',
  queueConnection: { kind: 'pglite', current: () => null },
  ready: () => Promise.resolve(),
  close: () => Promise.resolve(),
}

/** What the app registers, read off Bolt while the real app is built. */
const registered = () => {
  const commands = vi.spyOn(App.prototype, 'command')
  const events = vi.spyOn(App.prototype, 'event')
  const shortcuts = vi.spyOn(App.prototype, 'shortcut')
  const log = createLog({ level: 'silent', secrets: [] })
  createApp({
    config: readConfig({
      POSTCODEAREA_API_KEY: 'pa_PLACEHOLDER',
      SLACK_BOT_TOKEN: 'xoxb-test',
      SLACK_SIGNING_SECRET: 'secret',
    }),
    log,
    clock: Date.now,
    lookup: createLookup({
      supplier: { incidentsNear: () => Promise.reject(new Error('not called')) },
      clock: Date.now,
      maxBytes: 1_000,
      log,
    }),
    places: createSavedPlaceRepository(database),
    alerts: createAlertRepository(database),
    workspaces: createWorkspaces({ database, encryptionKeys: [], clock: Date.now, log }),
    databaseReady: () => false,
    onRefused: () => undefined,
  })
  const first = (spy: { mock: { calls: unknown[][] } }) => spy.mock.calls.map(([name]) => name)
  return { commands: first(commands), events: first(events), shortcuts: first(shortcuts) }
}

describe('manifest.yml', () => {
  it('asks for what the app registers, and for nothing else', () => {
    const { commands, events, shortcuts } = registered()
    expect(manifest.features.slash_commands.map(({ command }: { command: string }) => command)).toEqual(
      commands,
    )
    expect([...manifest.settings.event_subscriptions.bot_events].sort()).toEqual([...events].sort())
    const kinds: Record<string, string> = { message: 'message_action', global: 'shortcut' }
    expect(
      manifest.features.shortcuts.map(({ type, callback_id }: { type: string; callback_id: string }) => ({
        callback_id,
        type: kinds[type],
      })),
    ).toEqual(shortcuts)
  })

  it('holds only scopes, events and settings that Slack knows', () => {
    // Typed here, since the published schema does not check the names of scopes and events.
    const known = {
      scopes: { bot: ['commands', 'chat:write', 'chat:write.public'] },
      settings: {
        event_subscriptions: {
          request_url: ADDRESS,
          bot_events: ['app_home_opened', 'app_uninstalled', 'tokens_revoked'],
        },
        interactivity: { is_enabled: true, request_url: ADDRESS, message_menu_options_url: ADDRESS },
        org_deploy_enabled: true,
        socket_mode_enabled: false,
        token_rotation_enabled: false,
      },
    } satisfies { scopes: NonNullable<Manifest['oauth_config']>['scopes']; settings: Manifest['settings'] }
    expect({ scopes: manifest.oauth_config.scopes, settings: manifest.settings }).toEqual(known)
  })

  it('asks over OAuth for the same scopes, and sends people back to where the app waits for them', () => {
    expect(manifest.oauth_config.scopes.bot).toEqual(SCOPES)
    expect(manifest.oauth_config.redirect_urls.map((url: string) => new URL(url).pathname)).toEqual([
      REDIRECT_PATH,
    ])
  })

  it.skipIf(!existsSync(SCHEMA))('is valid against the published schema', () => {
    const schema = JSON.parse(readFileSync(SCHEMA, 'utf8'))
    const validate = new Ajv({ strict: false, logger: false }).compile(schema)
    expect({ valid: validate(manifest), errors: validate.errors }).toEqual({ valid: true, errors: null })
    expect(validate({ ...manifest, unknown: true })).toBe(false)
  })
})
