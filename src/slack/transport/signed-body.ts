import type { IncomingMessage } from 'node:http'
import { parse } from 'node:querystring'
import { isValidSlackRequest } from '@slack/bolt'

// As Slack writes them: an interaction is this one field, a command has no such field and plain names.
const IS_PLAIN_INTERACTION = /^payload=%7B[^&]*$/
const MAY_HOLD_PAYLOAD = /(?:^|&)(?:payload|[^=&]*[%+][^=&]*)(?:[=&]|$)/

const jsonIn = (contentType: string | undefined, text: string): string | null => {
  if (contentType !== 'application/x-www-form-urlencoded') return text
  if (IS_PLAIN_INTERACTION.test(text) || !MAY_HOLD_PAYLOAD.test(text)) return null
  const { payload } = parse(text)
  return typeof payload === 'string' ? payload : null
}

const isSigned = ({ headers }: IncomingMessage, body: string, signingSecret: string): boolean => {
  const signature = headers['x-slack-signature']
  return (
    typeof signature === 'string' &&
    isValidSlackRequest({
      signingSecret,
      body,
      headers: {
        'x-slack-signature': signature,
        'x-slack-request-timestamp': Number(headers['x-slack-request-timestamp']),
      },
    })
  )
}

/**
 * 400 for a body that is Slack's and yet no object, such as "null", of which Bolt 5.1 would make an unhandled
 * rejection; null for all others. What is not signed is left to Bolt, which refuses it.
 */
export const checkSignedBody = (
  signingSecret: string,
  request: IncomingMessage,
  body: Buffer,
): number | null => {
  const text = body.toString()
  const json = jsonIn(request.headers['content-type'], text)
  const mayBeObject = json === null || /^\s*\{/.test(json)
  return !mayBeObject && isSigned(request, text, signingSecret) ? 400 : null
}
