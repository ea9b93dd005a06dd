import { type WebAPICallResult, WebClient, type WebClientOptions } from '@slack/web-api'
import type { ErrorLog } from '../respond.ts'
import { type ChartMessage, type ChartSupport, hasChart } from '../ui/charts.ts'
import { slackErrorOf } from './post-errors.ts'
import { type Respond, RespondRejected } from './response-url.ts'

/** Slack's errors for blocks that it does not take: docs.slack.dev/reference/methods/chat.postMessage, "Errors". */
const BLOCK_ERRORS: ReadonlySet<string | null> = new Set([
  'invalid_blocks',
  'invalid_blocks_format',
  'msg_blocks_too_long',
  'cannot_parse_blocks',
])

/** Slack's error where it refused a message for its blocks, over a response_url or the Web API; null for any other. */
export const blockErrorOf = (error: unknown): string | null => {
  const reason = error instanceof RespondRejected ? error.reason : slackErrorOf(error)
  return BLOCK_ERRORS.has(reason) ? reason : null
}

type Content = { readonly blocks?: unknown }

// A chart has something better than its text to take its place: respondWithoutChart.
const mayBeText = ({ blocks }: Content): boolean =>
  Array.isArray(blocks) &&
  blocks.length > 0 &&
  !blocks.some((block: unknown) => Object(block).type === 'data_visualization')

/** Sends content; where Slack refuses its blocks, once more without them, so that nobody loses an answer over a block. */
const sendOrText = async <Sent extends Content, Value>(
  content: Sent,
  send: (content: Sent) => Promise<Value>,
  log: ErrorLog,
): Promise<Value> => {
  try {
    return await send(content)
  } catch (error) {
    const reason = blockErrorOf(error)
    if (reason === null || !mayBeText(content)) throw error
    log.error({ reason }, 'Slack refused the blocks of a message: sent as text. Please report this as a bug')
    return send({ ...content, blocks: [] })
  }
}

/** Responds; with the message's text alone where Slack refuses its blocks. */
export const respondOrText =
  (reply: Respond, log: ErrorLog): Respond =>
  (message, options) =>
    sendOrText(message, (sent) => reply(sent, options), log)

/** Responds; where Slack rejects the chart, with `instead`, and offers none in the workspace for a day. */
export const respondWithoutChart =
  (
    { charts, log }: { readonly charts: ChartSupport; readonly log: ErrorLog },
    teamId: string,
    reply: Respond,
    instead: () => ChartMessage | Promise<ChartMessage>,
  ): Respond =>
  async (message, options) => {
    try {
      await reply(message, options)
    } catch (error) {
      if (!hasChart(message) || blockErrorOf(error) !== 'invalid_blocks') throw error
      charts.markUnsupported(teamId)
      log.error(
        { reason: 'invalid_blocks' },
        'Slack took no chart: none is offered in that workspace for a day',
      )
      await reply(await instead(), options?.replace === true ? { replace: true } : {})
    }
  }

const WITH_TEXT = ['chat.postMessage', 'chat.postEphemeral', 'chat.update']

/** A client whose messages are posted as text where Slack refuses their blocks. */
export class MessageClient extends WebClient {
  readonly #log: ErrorLog

  constructor(token: string, options: WebClientOptions, log: ErrorLog) {
    super(token, options)
    this.#log = log
  }

  override apiCall(method: string, options: Record<string, unknown> = {}): Promise<WebAPICallResult> {
    const call = (sent: Record<string, unknown>) => super.apiCall(method, sent)
    return WITH_TEXT.includes(method) ? sendOrText(options, call, this.#log) : call(options)
  }
}
