import { useState } from 'react'
import type { WireSummary } from '../../snapshot.ts'
import { ask } from '../api-client.ts'

type Exchange = { request: { headers?: object; body: unknown }; response: { body: unknown } }

/** One exchange: a line, and once it is opened both bodies and the headers. */
export function WireExchange({ exchange }: { exchange: WireSummary }) {
  const [bodies, setBodies] = useState<Exchange>()
  const [trouble, setTrouble] = useState('')
  const open = async () => {
    const asked = await ask<Exchange>(`/exchange?id=${exchange.id}`)
    if ('refusal' in asked) setTrouble(asked.refusal)
    else setBodies(asked.answer)
  }
  return (
    <li>
      <details onToggle={(event) => event.currentTarget.open && open()}>
        <summary>
          <span className="direction">{exchange.direction}</span>
          <span className="name">{exchange.name}</span>
          <span className="status" data-bad={exchange.status === 0 || exchange.status >= 400}>
            {exchange.status === 0 ? 'none' : exchange.status}
          </span>
          <span className="ms">{exchange.ms} ms</span>
        </summary>
        {trouble}
        {bodies && (
          <>
            <Body title="Sent" body={bodies.request.body} />
            <Body title="Answered" body={bodies.response.body} />
            <Body title="Headers" body={bodies.request.headers} />
          </>
        )}
      </details>
    </li>
  )
}

function Body({ title, body }: { title: string; body: unknown }) {
  const empty = body === undefined || body === null || body === ''
  return (
    <>
      <h3>{title}</h3>
      <pre>{empty ? '(empty)' : typeof body === 'string' ? body : JSON.stringify(body, null, 2)}</pre>
    </>
  )
}
