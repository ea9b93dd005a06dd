import { checkMessage } from '../block-rules/block-rules.ts'
import type { Delivery } from '../delivery/delivery.ts'
import type { Wire } from '../traffic.ts'
import type { Messages } from '../workspace/messages.ts'

/** What Slackbot tells the person when a command fails; operation_timeout: SLACK.md, the other words: (?). */
const failureOf = ({ outcome }: Delivery): string | undefined => {
  if (outcome === 'acked') return undefined
  return outcome === 'timeout' ? 'operation_timeout' : 'dispatch_failed'
}

/** An ack's body as a message: a JSON object as it is, anything else as text, nothing when there is nothing to show. */
const messageIn = (body: string): Record<string, unknown> | undefined => {
  if (body.trim() === '') return undefined
  try {
    const value: unknown = JSON.parse(body)
    if (typeof value === 'object' && value !== null) {
      const { text, blocks } = Object(value)
      return text || blocks ? Object(value) : undefined
    }
  } catch {
    // Not JSON: plain text.
  }
  return { text: body }
}

type Place = {
  readonly user: string
  readonly channel: string
  readonly command: string
  readonly typed: string
}

/**
 * Shows the person what an ack of a command, or the lack of one, amounts to. An answer for all shows what was typed too:
 * docs.slack.dev/interactivity/implementing-slash-commands.
 */
export const createCommandAnswer = (messages: Messages, wire: Wire) => {
  const complain = ({ user, channel, command }: Place, error: string) =>
    messages.post({
      channel,
      visibleTo: user,
      from: 'slackbot',
      text: `${command} failed with the error "${error}"`,
      blocks: [],
    })

  const show = (place: Place, message: Record<string, unknown>) => {
    const { text = '', blocks = [], response_type } = Object(message)
    const { user, channel, typed } = place
    const visibleTo = response_type === 'in_channel' ? 'channel' : user
    if (visibleTo === 'channel') messages.post({ channel, visibleTo, from: user, text: typed, blocks: [] })
    messages.post({ channel, visibleTo, from: 'app', text, blocks })
  }

  return (place: Place, delivery: Delivery): void => {
    const failure = failureOf(delivery)
    if (failure) return void complain(place, failure)
    const message = messageIn(delivery.body)
    if (!message) return
    const broken = checkMessage(message)
    for (const it of broken) wire.refuse(`${place.command} ack`, `${it.path}: ${it.rule}`, it.source)
    if (broken[0]) return void complain(place, 'invalid_command_response')
    show(place, message)
  }
}
