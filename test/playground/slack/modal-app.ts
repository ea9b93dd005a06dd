import type { App } from '@slack/bolt'
import type { SlackOptions } from '../../../playground/slack/slack.ts'
import { priya, startBareHttp, type startBareSocket } from './bare-app.ts'

type Part = Readonly<Record<string, unknown>>
/** What the app was told, and what it is to answer to a submission ('silence': nothing, not even an ack). */
export const createScript = () => {
  const told: unknown[] = []
  const script: { answer: unknown } = { answer: undefined }
  return Object.assign(script, { told, last: (): object => Object(told.at(-1)) })
}

/** Registers an app that opens `view` on /crime and notes every interaction. */
export const modalApp =
  (view: Part, script: ReturnType<typeof createScript>, options: unknown = { options: [] }) =>
  (app: App): void => {
    app.command('/crime', async ({ ack, command, client }) => {
      await ack()
      await client.apiCall('views.open', { trigger_id: command.trigger_id, view: { ...view } })
    })
    app.action(/.*/, async ({ ack, body }) => {
      await ack()
      script.told.push(body)
    })
    app.options(/.*/, async ({ ack, body }) => {
      script.told.push(body)
      await ack(Object(options))
    })
    app.view({ callback_id: /.*/, type: 'view_closed' }, async ({ ack, body }) => {
      await ack()
      script.told.push(body)
    })
    app.view(/.*/, async ({ ack, body }) => {
      script.told.push(body)
      const { answer } = script
      if (answer !== 'silence') await ack(answer === undefined ? undefined : Object(answer))
    })
  }

type Start = typeof startBareHttp | typeof startBareSocket

/** Starts that app with its modal open before Priya. */
export const openModal = async (
  view: Part,
  more: { start?: Start; suggestions?: unknown } & Partial<SlackOptions> = {},
) => {
  const { start = startBareHttp, suggestions, ...options } = more
  const script = createScript()
  const bare = await start(modalApp(view, script, suggestions), options)
  const opened = bare.slack.nextView()
  await bare.slack.command({ ...priya, text: '' })
  await opened
  return { ...bare, script }
}
