import type { WebClient } from '@slack/web-api'
import type { Month } from '../../../crime/month.ts'
import type { Report } from '../../../crime/report.ts'
import type { Workspace } from '../../../slack/identity.ts'
import type { Message } from '../../../slack/ui/blocks.ts'
import type { StopReason } from '../../../slack/web-api/permanent-errors.ts'
import type { Alert } from '../alert.ts'

/** What is told of a place: its figures, or that nothing was recorded there. */
export type AnnouncedFigures = Report | 'nothing recorded'

/** The words: the line for the channel, and the report below it as its thread. Both are pure. */
export type AlertMessages = {
  readonly announcement: (alert: Alert, told: AnnouncedFigures, month: Month) => Message
  readonly thread: (alert: Alert, report: Report) => Message
}

/**
 * The client of a workspace, or null where the app is not installed there (any more). It retries nothing and
 * rejects rate-limited calls (`backgroundClientOptions`); rejects where that cannot be known just now.
 */
export type ClientFor = (workspace: Workspace) => Promise<WebClient | null>

/** Tells the person who set an alert up, once, that it has ended. */
export type NotifyOwner = (alert: Alert, reason: StopReason) => Promise<void>

/** The same message as arguments of chat.postMessage. */
const asPost = ({ text, blocks }: Message, channel: string) => ({
  channel,
  text,
  blocks: [...blocks],
  unfurl_links: false,
  unfurl_media: false,
})

/** A post as Slack took it: a person's id became that of their conversation with the app. */
export type PostedMessage = { readonly channel: string; readonly ts: string }

/** Posts in a channel, below `line` where there is one, and says where it stands. Throws what the client does. */
export const postTo = async (
  client: WebClient,
  channel: string,
  message: Message,
  line: string | null,
): Promise<PostedMessage> => {
  const post = asPost(message, channel)
  const said = await client.chat.postMessage(line === null ? post : { ...post, thread_ts: line })
  return { channel: said.channel ?? channel, ts: said.ts ?? '' }
}
