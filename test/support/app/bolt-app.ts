import { App } from '@slack/bolt'
import { WebClient } from '@slack/web-api'
import { authorizedClient } from '../../../src/slack/web-api/client-pool.ts'
import { quiet } from '../../playground/slack/bare-app.ts'

/** A Bolt app without a wire: what is handed to `receive` is taken as Slack's, `acks` keeps what it answered. */
export const boltApp = () => {
  const acks: unknown[] = []
  const app = new App({
    authorize: async () => ({
      botId: 'B1',
      botUserId: 'UBOT',
      ...authorizedClient(() => new WebClient('xoxb-placeholder')),
    }),
    receiver: { init: () => undefined, start: async () => undefined, stop: async () => undefined },
    logger: quiet,
  })
  const receive = (body: Record<string, unknown>): Promise<void> =>
    app.processEvent({
      body: { team_id: 'T1', team: { id: 'T1', domain: 'x' }, ...body },
      ack: async (response) => void acks.push(response),
    })
  return { app, acks, receive }
}
