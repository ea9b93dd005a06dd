/** What is sent back for one request. */
export type Answer = {
  /** Default 200. */
  status?: number
  headers?: Readonly<Record<string, string>>
  body?: string | Uint8Array
  /** What happens once the body is written: it ends, stays open for ever, or the socket is destroyed. */
  afterBody?: 'end' | 'hang' | 'reset'
  /** Milliseconds before anything is written; default the server's own delay. */
  delayMs?: number
  /** Nothing at all is written: the connection is reset, or stays open for ever. */
  beforeAnswer?: 'reset' | 'hang'
}

/** JSON as the supplier sends it. */
export const json = (body: unknown, status = 200): Answer => ({ status, body: JSON.stringify(body) })

/** An error as the supplier is taken to send it; its real error bodies are not documented. */
export const failure = (status: number, error: string): Answer => json({ error }, status)

/**
 * A good answer: `data`, then the fields the supplier adds behind it. Host and Endpoint repeat the request
 * and with it the caller's key, as the real ones do: whoever keeps or prints them gives the key away.
 * `requested` is path and query as they came in.
 */
export const incidentsAnswer = (data: unknown, requested: string): Answer =>
  json({
    data,
    response_time: 0.0156,
    Source: 'PostcodeArea API',
    'Output Area': 'LSOA',
    Radius: 10,
    'Distance Unit': 'Mile',
    Records: -1,
    'Unique Fields': 1,
    Referrer: 'api.postcodearea.co.uk',
    Host: `https://api.postcodearea.co.uk${requested}`,
    Endpoint: requested,
  })
