import type { AddressInfo } from 'node:net'
import { App, type Logger, LogLevel, SocketModeReceiver } from '@slack/bolt'
import { onTestFinished } from 'vitest'
import { type Slack, type SlackOptions, startSlack } from '../../../playground/slack/slack.ts'

export const tokens = {
  signingSecret: 'bare-signing-secret',
  botToken: 'xoxb-bare',
  appToken: 'xapp-1-bare',
}

/** A bare Bolt app over HTTP, wired to a Slack of its own. Both close with the test, or before with `stop`. */
export const openBareHttp = async (
  register: (app: App) => void,
  options: Partial<SlackOptions> & { appSecret?: string } = {},
) => {
  const { appSecret = tokens.signingSecret, ...rest } = options
  const slack = await startSlack({ ...tokens, ...rest })
  const app = new App({
    token: tokens.botToken,
    signingSecret: appSecret,
    logLevel: LogLevel.ERROR,
    clientOptions: { slackApiUrl: slack.apiUrl },
    deferInitialization: true,
  })
  await app.init()
  register(app)
  const server = await app.start({ port: 0, host: '127.0.0.1' })
  slack.deliverTo(`http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`)
  const stop = async () => {
    await slack.close()
    if (server.listening) await app.stop()
  }
  return { slack, app, stop }
}

/** The same, ended with the test. */
export const startBareHttp = async (...args: Parameters<typeof openBareHttp>) => {
  const bare = await openBareHttp(...args)
  onTestFinished(bare.stop)
  return bare
}

// A socket that is cut on purpose is an error to the SDK, and would fill the test's output.
export const quiet: Logger = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  setLevel: () => {},
  getLevel: () => LogLevel.ERROR,
  setName: () => {},
}

/** The same in Socket Mode. The ping time-out is short, since reconnecting waits for it. */
export const startBareSocket = async (register: (app: App) => void, options: Partial<SlackOptions> = {}) => {
  const slack = await startSlack({ ...tokens, ...options })
  const clientOptions = { slackApiUrl: slack.apiUrl }
  const receiver = new SocketModeReceiver({
    appToken: tokens.appToken,
    logger: quiet,
    clientPingTimeout: 300,
    installerOptions: { clientOptions },
  })
  const app = new App({
    token: tokens.botToken,
    receiver,
    logger: quiet,
    clientOptions,
    deferInitialization: true,
  })
  await app.init()
  register(app)
  await app.start()
  const stop = async () => {
    await app.stop()
    await slack.close()
  }
  onTestFinished(stop)
  return { slack, app, stop }
}

export const buttonMessage = (text: string) => ({
  text,
  blocks: [
    {
      type: 'actions' as const,
      block_id: 'buttons',
      elements: [
        {
          type: 'button' as const,
          action_id: 'share',
          value: 'SW1A 1AA',
          text: { type: 'plain_text' as const, text: 'Share' },
        },
      ],
    },
  ],
})

export const priya = { user: 'U0PRIYA', channel: 'C0NEIGHBOURS' }
export type { Slack }
