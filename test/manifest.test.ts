import { readFileSync } from 'node:fs'
import { App } from '@slack/bolt'
import type { AppsManifestCreateArguments } from '@slack/web-api'
import { describe, expect, it, vi } from 'vitest'
import { parse } from 'yaml'
import * as z from 'zod'
import { createApp } from '../src/app.ts'
import { readConfig } from '../src/config/config.ts'
import type { Database } from '../src/database/database.ts'
import { createAlertRepository } from '../src/features/alerts/store/alert-repository.ts'
import { COMMAND } from '../src/features/command/crime-command.ts'
import { createSavedPlaceRepository } from '../src/features/home/saved-place-repository.ts'
import { failed } from '../src/lib/result.ts'
import { createLookup } from '../src/lookup/lookup.ts'
import { createLog } from '../src/observability/log.ts'
import { REDIRECT_PATH } from '../src/workspaces/install-pages.ts'
import { SCOPES } from '../src/workspaces/workspace-clients.ts'
import { createWorkspaces } from '../src/workspaces/workspaces.ts'
import { collectLog } from './support/app/log-lines.ts'

type Manifest = AppsManifestCreateArguments['manifest']

// Lengths and keys: docs.slack.dev/reference/app-manifest. Slack refuses a manifest that breaks one. Only what this
// app uses is allowed, in names that Slack's types know.
const address = z.url({ protocol: /^https$/ }).max(3_000)
const text = (most: number, least = 1) => z.string().min(least).max(most)
const schema = z.strictObject({
  _metadata: z.strictObject({ major_version: z.literal(1), minor_version: z.int() }),
  display_information: z.strictObject({
    name: text(35),
    description: text(140),
    long_description: text(4_000, 175),
    background_color: z.string().regex(/^#(?:[\da-f]{3}){1,2}$/i),
  }),
  features: z.strictObject({
    app_home: z.strictObject({
      home_tab_enabled: z.boolean(),
      messages_tab_enabled: z.boolean(),
      messages_tab_read_only_enabled: z.boolean(),
    }),
    bot_user: z.strictObject({ display_name: text(80), always_online: z.boolean() }),
    slash_commands: z
      .array(
        z.strictObject({
          command: text(32).startsWith('/'),
          url: address,
          description: text(2_000),
          usage_hint: text(1_000),
          should_escape: z.boolean(),
        }),
      )
      .max(50),
    shortcuts: z
      .array(
        z.strictObject({
          name: text(24),
          type: z.enum(['message', 'global']),
          callback_id: text(255),
          description: text(150),
        }),
      )
      .max(10),
  }),
  oauth_config: z.strictObject({
    redirect_urls: z.array(address),
    scopes: z.strictObject({
      bot: z.array(
        z.enum(['commands', 'chat:write', 'chat:write.public', 'app_mentions:read', 'im:history']),
      ),
    }),
  }),
  settings: z.strictObject({
    event_subscriptions: z.strictObject({
      request_url: address,
      bot_events: z.array(
        z.enum([
          'app_home_opened',
          'app_mention',
          'app_uninstalled',
          'message.im',
          'tokens_revoked',
          'team_access_revoked',
        ]),
      ),
    }),
    interactivity: z.strictObject({
      is_enabled: z.boolean(),
      request_url: address,
      message_menu_options_url: address,
    }),
    org_deploy_enabled: z.boolean(),
    socket_mode_enabled: z.boolean(),
    token_rotation_enabled: z.boolean(),
  }),
})

const written: unknown = parse(readFileSync(new URL('../manifest.yml', import.meta.url), 'utf8'))
const manifest = schema.parse(written) satisfies Manifest

const database: Database = {
  open: () => undefined,
  use: () => Promise.reject(new Error('not called')),
  useReserved: () => Promise.reject(new Error('not called')),
  state: () => 'unavailable',
  queueConnection: { kind: 'pglite', current: () => null },
  opened: Promise.resolve(),
  ready: () => Promise.resolve(),
  close: () => Promise.resolve(),
}

/** What the app registers, read off Bolt while the real app is built. */
const registered = () => {
  const commands = vi.spyOn(App.prototype, 'command')
  const events = vi.spyOn(App.prototype, 'event')
  const shortcuts = vi.spyOn(App.prototype, 'shortcut')
  const log = createLog({ level: 'silent', secrets: [], destination: collectLog().destination })
  const workspaces = createWorkspaces({ database, encryptionKeys: [], clock: Date.now, log })
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
    places: createSavedPlaceRepository(database, workspaces.register),
    alerts: createAlertRepository(database, workspaces.register),
    readHomeRows: async () => failed('unavailable'),
    workspaces,
    databaseReady: () => false,
    onRefused: () => undefined,
  })
  const first = (spy: { mock: { calls: unknown[][] } }) => spy.mock.calls.map(([name]) => name)
  return { commands: first(commands), events: first(events), shortcuts: first(shortcuts) }
}

describe('manifest.yml', () => {
  it('asks for what the app registers, and for nothing else', () => {
    const { commands, events, shortcuts } = registered()
    // Registered as middleware, before Bolt's own commands.
    expect(manifest.features.slash_commands.map(({ command }) => command)).toEqual([COMMAND, ...commands])
    // Messages come under one name, wherever they are; the manifest says where from.
    const heardOf = manifest.settings.event_subscriptions.bot_events.map((name) =>
      name.replace(/^message\..*/, 'message'),
    )
    expect(heardOf.sort()).toEqual([...events].sort())
    const kinds = { message: 'message_action', global: 'shortcut' }
    expect(
      manifest.features.shortcuts.map(({ type, callback_id }) => ({ callback_id, type: kinds[type] })),
    ).toEqual(shortcuts)
  })

  it('is for many workspaces and organisations over HTTP, with one address for all that Slack sends', () => {
    const { settings, features } = manifest
    expect(settings).toMatchObject({
      org_deploy_enabled: true,
      socket_mode_enabled: false,
      token_rotation_enabled: false,
      interactivity: { is_enabled: true },
    })
    const { event_subscriptions, interactivity } = settings
    const addresses = [
      event_subscriptions.request_url,
      interactivity.request_url,
      interactivity.message_menu_options_url,
      ...features.slash_commands.map(({ url }) => url),
    ]
    expect(new Set(addresses)).toEqual(new Set(['https://example.com/slack/events']))
  })

  it('asks over OAuth for the same scopes, and sends people back to where the app waits for them', () => {
    expect(manifest.oauth_config.scopes.bot).toEqual(SCOPES)
    expect(manifest.oauth_config.redirect_urls.map((url) => new URL(url).pathname)).toEqual([REDIRECT_PATH])
  })

  it('holds nothing that Slack does not know, and no text that is too long', () => {
    expect(schema.safeParse({ ...manifest, unknown: true }).success).toBe(false)
    const display_information = { ...manifest.display_information, description: 'x'.repeat(141) }
    expect(schema.safeParse({ ...manifest, display_information }).success).toBe(false)
  })
})
