/** Where the app finds its Slack and its supplier, and where it listens. */
export type AppAddresses = {
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
export function appEnvironment(place: AppAddresses): Record<string, string> {
  return {
    POSTCODEAREA_API_KEY: place.apiKey,
    POSTCODEAREA_API_URL: place.apiUrl,
    SLACK_BOT_TOKEN: place.botToken ?? '',
    SLACK_APP_TOKEN: '',
    SLACK_SIGNING_SECRET: place.signingSecret,
    SLACK_CLIENT_ID: place.oauth?.clientId ?? '',
    SLACK_CLIENT_SECRET: place.oauth?.clientSecret ?? '',
    SLACK_STATE_SECRET: place.oauth?.stateSecret ?? '',
    PUBLIC_URL: place.oauth?.publicUrl ?? '',
    SLACK_API_URL: place.slackApiUrl,
    DATABASE_URL: '',
    DATA_DIR: place.dataDir,
    DYNO: '',
    ENCRYPTION_KEY: place.oauth?.encryptionKey ?? '',
    HOST: '127.0.0.1',
    PORT: String(place.port),
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
