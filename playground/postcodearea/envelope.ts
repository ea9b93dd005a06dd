import { type Answer, json } from './answer.ts'

/**
 * A good answer: `data`, then the fields the supplier adds behind it. Host and Endpoint repeat the request
 * and with it the caller's key, as the real ones do: whoever keeps or prints them gives the key away.
 * `requested` is path and query as they came in.
 */
export const found = (data: unknown, requested: string): Answer =>
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
