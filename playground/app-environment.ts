/** Where the app finds its Slack and its supplier, and where it listens. */
type AppAddresses = {
  apiKey: string
  apiUrl: string
  /** Of the one workspace; without it the app is installed over OAuth. */
  botToken?: string
  oauth?: {
    clientId: string
    clientSecret: string
    stateSecret: string
    encryptionKey: string
    publicUrl: string
  }
  signingSecret: string
  slackApiUrl: string
  port: number
  /** A folder of the app's own. */
  dataDir: string
}

/**
 * The app's settings here. Every variable is given, the unused ones empty, which means unset: a developer's own `.env`
 * must not send the playground's app to the real Slack or the real supplier.
 */
export function appEnvironment(addresses: AppAddresses): Record<string, string> {
  return {
    POSTCODEAREA_API_KEY: addresses.apiKey,
    POSTCODEAREA_API_URL: addresses.apiUrl,
    SLACK_BOT_TOKEN: addresses.botToken ?? '',
    SLACK_APP_TOKEN: '',
    SLACK_SIGNING_SECRET: addresses.signingSecret,
    SLACK_CLIENT_ID: addresses.oauth?.clientId ?? '',
    SLACK_CLIENT_SECRET: addresses.oauth?.clientSecret ?? '',
    SLACK_STATE_SECRET: addresses.oauth?.stateSecret ?? '',
    PUBLIC_URL: addresses.oauth?.publicUrl ?? '',
    SLACK_API_URL: addresses.slackApiUrl,
    DATABASE_URL: '',
    DATA_DIR: addresses.dataDir,
    DYNO: '',
    ENCRYPTION_KEY: addresses.oauth?.encryptionKey ?? '',
    HOST: '127.0.0.1',
    PORT: String(addresses.port),
    METRICS_TOKEN: '',
    MAX_PIPELINED_REQUESTS: '',
    LOG_LEVEL: 'info',
    CACHE_MAX_MB: '',
    ALERT_SWEEP_CRON: '',
    WORKSPACE_DAILY_LOOKUPS: '',
    PRIVACY_URL: '',
    SUPPORT_URL: '',
  }
}
