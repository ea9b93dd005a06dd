import { EventEmitter, once } from 'node:events'
import type { App } from '@slack/bolt'
import { shortcutsIn } from '../../playground/page/build-snapshot.ts'
import { startPage } from '../../playground/page/server.ts'
import type { SlackOptions } from '../../playground/slack/slack.ts'
import { openBareHttp } from '../playground/slack/bare-app.ts'
import { DESK, launch } from './browser.ts'

/** Notes what reached the app: "action", "submission", "closed", "query" or "home", and the payload. */
export type Notify = (what: string, body: unknown) => void

/** A Bolt app of the test's own, a Slack, its page and a browser; `close` ends all of it. */
export async function openStage(
  register: (app: App, notify: Notify) => void,
  options: Partial<SlackOptions> = {},
) {
  const events = new EventEmitter()
  const bare = await openBareHttp((app) => register(app, (what, body) => events.emit(what, body)), options)
  const page = await startPage({
    slack: bare.slack,
    examples: [],
    oddities: [],
    shortcuts: shortcutsIn(options.manifest),
    port: 0,
  })
  const browser = await launch()
  const pageErrors: string[] = []
  const open = async (member = '?in=C0NEIGHBOURS', look: Parameters<typeof browser.newPage>[0] = {}) => {
    const opened = await browser.newPage({ viewport: DESK, colorScheme: 'light', locale: 'en-GB', ...look })
    opened.on('pageerror', (error) => pageErrors.push(error.message))
    await opened.goto(page.url + member)
    return opened
  }
  /** The payload of the next thing of this kind that reaches the app after this call. */
  const next = async (what: string): Promise<unknown> => (await once(events, what))[0]
  /** So that no test starts with the modal of another before it. */
  const closeModals = async () => {
    for (const { id } of bare.slack.workspace.users)
      if (bare.slack.modalOf(id)) await bare.slack.closeModal({ user: id, all: true })
  }
  const close = async () => {
    await browser.close()
    await page.close()
    await bare.stop()
  }
  return { slack: bare.slack, open, next, pageErrors, closeModals, close }
}

/** A promise that the test itself resolves. */
export function deferred() {
  return Promise.withResolvers<void>()
}
