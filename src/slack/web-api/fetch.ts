import type { FetchFunction } from '@slack/web-api'
import { Agent, request } from 'undici'

type Fields = NodeJS.Dict<string | string[]>

const headersOf = (fields: Fields): Headers => {
  const headers = new Headers()
  for (const [name, value] of Object.entries(fields)) headers.set(name, [value ?? []].flat().join(', '))
  return headers
}

/** Why there is no answer, by its code alone: undici's errors may carry what was received, and errors are logged. */
const unanswered = (error: unknown): never => {
  const { name, code } = error instanceof Error ? { code: undefined, ...error, name: error.name } : {}
  throw new Error(`Slack could not be asked: ${code ?? name ?? 'unknown'}`)
}

/**
 * What web-api sends its calls with, as far as it needs fetch: texts, no redirects. The platform's own took half of a
 * Home's time, and left behind what only a whole collection clears away. Rejects where there is no answer; what fails
 * once its headers are there fails when the body is read, since web-api tries again whatever rejects here.
 */
export const createFetch = (): FetchFunction => {
  const dispatcher = new Agent()
  return async (url, { method = 'GET', headers = {}, body = null, signal = null } = {}) => {
    if (body instanceof FormData) throw new TypeError('files cannot be sent to Slack this way')
    const options = { method: method as 'POST', headers, body, signal, dispatcher }
    const answer = await request(url, options).catch(unanswered)
    // Of these web-api reads nothing, and a body that nobody reads holds its connection.
    if (answer.statusCode === 429) await answer.body.dump().catch(unanswered)
    return {
      ok: answer.statusCode >= 200 && answer.statusCode < 300,
      status: answer.statusCode,
      statusText: answer.statusText,
      url: String(url),
      headers: headersOf(answer.headers),
      text: () => answer.body.text().catch(unanswered),
      json: () => answer.body.json().catch(unanswered),
      arrayBuffer: () => answer.body.arrayBuffer().catch(unanswered),
    }
  }
}
