import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { ConfigError, readConfig, secretsOf } from '../../src/config/config.ts'
import type { Environment } from '../../src/database/database-config.ts'

const common = { POSTCODEAREA_API_KEY: 'pa_PLACEHOLDER', SLACK_BOT_TOKEN: 'xoxb-1' }
const socket = { ...common, SLACK_APP_TOKEN: 'xapp-1' }
const http = { ...common, SLACK_SIGNING_SECRET: 'sign' }

const KEYS = ['one', 'other'].map((word) => createHash('sha256').update(word).digest('base64'))
const STATE_SECRET = 'a-long-random-text'
const oauth = {
  POSTCODEAREA_API_KEY: 'pa_PLACEHOLDER',
  SLACK_SIGNING_SECRET: 'sign',
  SLACK_CLIENT_ID: '1.2',
  SLACK_CLIENT_SECRET: 'client',
  SLACK_STATE_SECRET: STATE_SECRET,
  PUBLIC_URL: 'https://crime.example.com/',
  ENCRYPTION_KEY: KEYS.join(' , '),
}

const problemsOf = (environment: Environment): readonly string[] => {
  try {
    readConfig(environment)
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
  return []
}

/** The variables that the problems name. */
const named = (environment: Environment): string[] =>
  problemsOf(environment).map((problem) => problem.replace(/:.*/, ''))

describe('the modes', () => {
  it('an app token makes it Socket Mode', () => {
    expect(readConfig(socket).slack).toEqual({ kind: 'socket', botToken: 'xoxb-1', appToken: 'xapp-1' })
  })

  it('also beside a signing secret', () => {
    expect(readConfig({ ...socket, SLACK_SIGNING_SECRET: 'sign' }).slack.kind).toBe('socket')
  })

  it('a signing secret makes it HTTP', () => {
    expect(readConfig(http).slack).toEqual({ kind: 'http', botToken: 'xoxb-1', signingSecret: 'sign' })
  })

  it('a client id makes it OAuth', () => {
    const { slack } = readConfig(oauth)
    expect(slack).toEqual({
      kind: 'oauth',
      signingSecret: 'sign',
      clientId: '1.2',
      clientSecret: 'client',
      stateSecret: STATE_SECRET,
      publicUrl: 'https://crime.example.com',
      encryptionKeys: KEYS,
    })
    expect(slack.kind === 'oauth' && Object.isFrozen(slack.encryptionKeys)).toBe(true)
  })

  it('also beside a bot token, which then says nothing', () => {
    expect(readConfig({ ...oauth, SLACK_BOT_TOKEN: 'xoxb-1' }).slack.kind).toBe('oauth')
  })

  it.each(Object.keys(oauth).filter((name) => name !== 'POSTCODEAREA_API_KEY'))('OAuth wants %s', (name) => {
    expect(named({ ...oauth, [name]: '' })).toEqual([name])
  })

  it.each(['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'SLACK_STATE_SECRET'])(
    '%s alone asks for all the rest of OAuth, also beside a whole other mode',
    (name) => {
      const others = Object.keys(oauth).filter((it) => it !== 'POSTCODEAREA_API_KEY' && it !== name)
      const alone = { POSTCODEAREA_API_KEY: 'k', [name]: 'x'.repeat(16) }
      expect(named(alone).sort()).toEqual([...others].sort())
      expect(named({ ...http, ...alone }).sort()).toEqual(
        others.filter((it) => it !== 'SLACK_SIGNING_SECRET').sort(),
      )
    },
  )

  it('an app token and a client id are one too many', () => {
    expect(problemsOf({ ...socket, SLACK_CLIENT_ID: '1.2' })).toEqual([
      expect.stringMatching(/^SLACK_APP_TOKEN and SLACK_CLIENT_ID: set one of them/),
    ])
  })

  it.each([
    [{ POSTCODEAREA_API_KEY: 'k', SLACK_APP_TOKEN: 'xapp-1' }, ['SLACK_BOT_TOKEN']],
    [{ POSTCODEAREA_API_KEY: 'k', SLACK_SIGNING_SECRET: 'sign' }, ['SLACK_BOT_TOKEN']],
    [common, ['SLACK_APP_TOKEN or SLACK_SIGNING_SECRET']],
    [{ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'sign' }, ['POSTCODEAREA_API_KEY']],
    [{}, ['POSTCODEAREA_API_KEY', 'SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN or SLACK_SIGNING_SECRET']],
  ])('half a mode names what is missing: %j', (environment, missing) => {
    expect(named(environment)).toEqual(missing)
  })
})

describe('each variable', () => {
  it('has its default', () => {
    expect(readConfig(http)).toMatchObject({
      slackApiUrl: 'https://slack.com/api/',
      postcodeArea: { apiKey: 'pa_PLACEHOLDER', url: 'https://api.postcodearea.co.uk' },
      host: '0.0.0.0',
      port: 3_000,
      logLevel: 'info',
      cacheMaxBytes: 64 * 1_024 * 1_024,
      alertSweepCron: '0 9 * * *',
      pages: { privacyUrl: null, supportUrl: null },
      workspaceDailyLookups: null,
      metricsToken: null,
    })
  })

  it('empty or blank counts as not set', () => {
    const blank = {
      PORT: '',
      LOG_LEVEL: ' ',
      HOST: '',
      SLACK_API_URL: '',
      CACHE_MAX_MB: '\t',
      SLACK_APP_TOKEN: '',
    }
    expect(readConfig({ ...http, ...blank, SLACK_CLIENT_ID: '' })).toEqual(readConfig(http))
    expect(named({ ...http, POSTCODEAREA_API_KEY: '  ' })).toEqual(['POSTCODEAREA_API_KEY'])
  })

  it('is trimmed', () => {
    expect(readConfig({ ...http, POSTCODEAREA_API_KEY: ' k\n', PORT: ' 80 ' })).toMatchObject({
      postcodeArea: { apiKey: 'k' },
      port: 80,
    })
  })

  it.each(['http://127.0.0.1:1/api', 'http://127.0.0.1:1/api/', 'http://127.0.0.1:1/api//'])(
    'SLACK_API_URL %s ends in one slash',
    (SLACK_API_URL) => {
      expect(readConfig({ ...http, SLACK_API_URL }).slackApiUrl).toBe('http://127.0.0.1:1/api/')
    },
  )

  it.each([
    ['PORT', '0'],
    ['POSTCODEAREA_API_URL', 'http://127.0.0.1:8080'],
    ['POSTCODEAREA_API_URL', 'http://localhost:8080'],
    ['SLACK_API_URL', 'http://[::1]:8080/api/'],
    ['METRICS_TOKEN', 'sixteen-letters!'],
    ['PORT', '65535'],
    ['CACHE_MAX_MB', '1'],
    ['ALERT_SWEEP_CRON', '30 8,14 * * mon-fri'],
    ['ALERT_SWEEP_CRON', '0 9 29 2 *'],
    ['CACHE_MAX_MB', '4096'],
    ['WORKSPACE_DAILY_LOOKUPS', '1'],
    ['WORKSPACE_DAILY_LOOKUPS', '1000000'],
    ['LOG_LEVEL', 'silent'],
    ['LOG_LEVEL', 'trace'],
  ])('%s may be %s', (name, value) => {
    expect(problemsOf({ ...http, [name]: value })).toEqual([])
  })

  it.each([
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['PORT', '0x50'],
    ['PORT', '99999999999999999999999'],
    ['CACHE_MAX_MB', '0'],
    ['ALERT_SWEEP_CRON', 'daily'],
    ['ALERT_SWEEP_CRON', '30 8 * *'],
    ['ALERT_SWEEP_CRON', '0 25 * * *'],
    ['ALERT_SWEEP_CRON', '0 9 31 2 *'],
    ['ALERT_SWEEP_CRON', '0 9 * * someday'],
    ['ALERT_SWEEP_CRON', '*/0 9 * * *'],
    ['CACHE_MAX_MB', '4097'],
    ['CACHE_MAX_MB', '64MB'],
    ['WORKSPACE_DAILY_LOOKUPS', '0'],
    ['WORKSPACE_DAILY_LOOKUPS', 'none'],
    ['LOG_LEVEL', 'INFO'],
    ['LOG_LEVEL', 'verbose'],
    ['POSTCODEAREA_API_URL', 'api.postcodearea.co.uk'],
    ['POSTCODEAREA_API_URL', 'file:///etc/passwd'],
    ['SLACK_API_URL', 'ftp://slack.example/'],
    ['SLACK_BOT_TOKEN', 'xoxp-a-persons'],
    ['SLACK_APP_TOKEN', 'xoxb-a-bots'],
    ['PUBLIC_URL', 'crime.example.com'],
    ['PRIVACY_URL', 'javascript:alert(1)'],
    ['SUPPORT_URL', 'mailto:me@example.com'],
    ['ENCRYPTION_KEY', 'short'],
    ['ENCRYPTION_KEY', `${KEYS[0]},short`],
    ['ENCRYPTION_KEY', Buffer.alloc(31, 1).toString('base64')],
    ['ENCRYPTION_KEY', Buffer.alloc(33, 1).toString('base64')],
    ['ENCRYPTION_KEY', ' , ,'],
    ['ENCRYPTION_KEY', Buffer.alloc(32).toString('base64')],
    ['ENCRYPTION_KEY', `${KEYS[0]},${Buffer.alloc(32, 'ab').toString('base64')}`],
    ['SLACK_STATE_SECRET', 'guessed'],
    ['METRICS_TOKEN', 'short'],
    ['PUBLIC_URL', 'http://crime.example.com'],
    ['PUBLIC_URL', 'https://crime.example.com/?a=1'],
    ['PUBLIC_URL', 'https://crime.example.com/#top'],
    ['POSTCODEAREA_API_URL', 'http://api.postcodearea.co.uk'],
    ['SLACK_API_URL', 'http://slack.com/api/'],
    ['SLACK_API_URL', 'http://127.0.0.1.example.com/api/'],
  ])('%s may not be %s', (name, value) => {
    const base = name === 'SLACK_STATE_SECRET' ? oauth : http
    const problems = problemsOf({ ...base, [name]: value })
    expect(problems).toEqual([expect.stringMatching(new RegExp(`^${name}: is |^${name}: starts with `))])
    expect(problems.join()).not.toContain(value)
  })
})

it('every bad variable is named at once, and no value is shown', () => {
  const bad = {
    POSTCODEAREA_API_KEY: '',
    POSTCODEAREA_API_URL: 'bad-1',
    SLACK_BOT_TOKEN: 'bad-2',
    SLACK_APP_TOKEN: 'bad-3',
    SLACK_CLIENT_ID: 'bad-4',
    SLACK_API_URL: 'bad-5',
    PORT: 'bad-6',
    LOG_LEVEL: 'bad-7',
    CACHE_MAX_MB: 'bad-8',
  }
  expect(named(bad).sort()).toEqual([
    'CACHE_MAX_MB',
    'LOG_LEVEL',
    'PORT',
    'POSTCODEAREA_API_KEY',
    'POSTCODEAREA_API_URL',
    'SLACK_API_URL',
    'SLACK_APP_TOKEN',
    'SLACK_APP_TOKEN and SLACK_CLIENT_ID',
    'SLACK_BOT_TOKEN',
  ])
  expect(() => readConfig(bad)).toThrow(ConfigError)
  expect(() => readConfig(bad)).not.toThrow(/bad-/)
})

it('a Config is frozen, all the way down', () => {
  const config = readConfig(http)
  for (const part of [config, config.slack, config.postcodeArea, config.pages])
    expect(Object.isFrozen(part)).toBe(true)
})

it('knows which of its values are secret', () => {
  expect(secretsOf(readConfig(socket))).toEqual(['pa_PLACEHOLDER', 'xoxb-1', 'xapp-1'])
  expect(secretsOf(readConfig(http))).toEqual(['pa_PLACEHOLDER', 'xoxb-1', 'sign'])
  expect(secretsOf(readConfig(oauth))).toEqual(['pa_PLACEHOLDER', 'sign', 'client', STATE_SECRET, ...KEYS])
})
