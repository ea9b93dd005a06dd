import type { Variables } from './environment-variables.ts'

/** How the app is connected to Slack, told apart by which variables are set. */
export type SlackMode =
  | { readonly kind: 'socket'; readonly botToken: string; readonly appToken: string }
  | { readonly kind: 'http'; readonly botToken: string; readonly signingSecret: string }
  | {
      readonly kind: 'oauth'
      readonly signingSecret: string
      readonly clientId: string
      readonly clientSecret: string
      readonly stateSecret: string
      /** Where people and Slack reach this app, without a slash at the end. */
      readonly publicUrl: string
      /** 32 bytes each in base64: the first encrypts, all of them decrypt. */
      readonly encryptionKeys: readonly string[]
    }

type Has = (name: keyof Variables) => boolean

/** What OAuth needs, each as a sentence for the operator. */
const REQUIRED_FOR_OAUTH = {
  SLACK_CLIENT_ID: 'is the client id of your Slack app (Basic Information)',
  SLACK_CLIENT_SECRET: 'is the client secret of your Slack app (Basic Information)',
  SLACK_STATE_SECRET: 'is a long random text of your own; it signs what goes through an installer’s browser',
  SLACK_SIGNING_SECRET: 'is the signing secret of your Slack app (Basic Information)',
  PUBLIC_URL: 'is the address under which Slack and people reach this app, such as https://crime.example.com',
  ENCRYPTION_KEY: 'is a key for the tokens in the database: openssl rand -base64 32',
} as const satisfies Partial<Record<keyof Variables, string>>

// Each of these says that OAuth is meant.
const OAUTH_ONLY = ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'SLACK_STATE_SECRET'] as const
const requiredForOauth = Object.keys(REQUIRED_FOR_OAUTH) as (keyof typeof REQUIRED_FOR_OAUTH)[]

/** What is missing or too much for any of the three modes; `has` says whether a variable is set at all. */
export const problemsOfModes = (has: Has): string[] => {
  if (has('SLACK_APP_TOKEN') && has('SLACK_CLIENT_ID'))
    return ['SLACK_APP_TOKEN and SLACK_CLIENT_ID: set one of them; Socket Mode serves one workspace only']
  if (OAUTH_ONLY.some(has))
    return requiredForOauth.filter((name) => !has(name)).map((name) => `${name}: ${REQUIRED_FOR_OAUTH[name]}`)
  return [
    ...(has('SLACK_BOT_TOKEN') ? [] : ['SLACK_BOT_TOKEN: is the bot token of your Slack app ("xoxb-…")']),
    ...(has('SLACK_APP_TOKEN') || has('SLACK_SIGNING_SECRET')
      ? []
      : ['SLACK_APP_TOKEN or SLACK_SIGNING_SECRET: the first for Socket Mode, the second for HTTP']),
  ]
}

type OauthVariables = { readonly [Name in keyof typeof REQUIRED_FOR_OAUTH]: NonNullable<Variables[Name]> }

const hasAllForOauth = (set: Variables): set is Variables & OauthVariables =>
  requiredForOauth.every((name) => set[name] !== undefined)

const oauthMode = (set: OauthVariables): SlackMode => ({
  kind: 'oauth',
  clientId: set.SLACK_CLIENT_ID,
  clientSecret: set.SLACK_CLIENT_SECRET,
  stateSecret: set.SLACK_STATE_SECRET,
  signingSecret: set.SLACK_SIGNING_SECRET,
  publicUrl: set.PUBLIC_URL,
  encryptionKeys: Object.freeze([...set.ENCRYPTION_KEY]),
})

/**
 * The mode; null where `problemsOfModes` finds something. An app token makes it Socket Mode, even beside a signing
 * secret.
 */
export const modeOf = (set: Variables): SlackMode | null => {
  const { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret } = set
  if (set.SLACK_CLIENT_ID !== undefined) return hasAllForOauth(set) ? oauthMode(set) : null
  if (botToken === undefined) return null
  if (appToken !== undefined) return { kind: 'socket', botToken, appToken }
  return signingSecret === undefined ? null : { kind: 'http', botToken, signingSecret }
}

/** The values of a mode that no log line may hold. */
export const secretsOfMode = (slack: SlackMode): string[] => {
  switch (slack.kind) {
    case 'socket':
      return [slack.botToken, slack.appToken]
    case 'http':
      return [slack.botToken, slack.signingSecret]
    case 'oauth':
      return [slack.signingSecret, slack.clientSecret, slack.stateSecret, ...slack.encryptionKeys]
  }
}
