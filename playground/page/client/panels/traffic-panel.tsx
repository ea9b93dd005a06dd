import { useEffect, useRef, useState } from 'react'
import type { ExchangeSummary, Rejection } from '../../snapshot.ts'
import { requestJson } from '../api-client.ts'

type Props = { traffic: ExchangeSummary[]; rejections: Rejection[]; close(): void }

/** Everything that went between the app and Slack, newest first. */
export function TrafficPanel({ traffic, rejections, close }: Props) {
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => title.current?.focus(), [])
  return (
    <aside
      className="traffic"
      aria-labelledby="traffic-title"
      onKeyDown={(event) => event.key === 'Escape' && close()}
    >
      <header>
        <h2 id="traffic-title" ref={title} tabIndex={-1}>
          Traffic
        </h2>
        <button type="button" className="quiet" onClick={close}>
          Close
        </button>
      </header>
      {traffic.length === 0 && (
        <p className="nothing">Nothing yet. Every exchange between Slack and the app appears here.</p>
      )}
      {rejections.map(({ what, rule, source }) => (
        <p className="rejection" key={`${what} ${rule}`}>
          <b>Slack would refuse this:</b> {what}: {rule} <i>({source})</i>
        </p>
      ))}
      <ol>
        {traffic.map((exchange) => (
          <ExchangeDetails key={exchange.id} exchange={exchange} />
        ))}
      </ol>
    </aside>
  )
}

type Exchange = { request: { headers?: object; body: unknown }; response: { body: unknown } }

/** One exchange: a line, and once it is opened both bodies and the headers. */
function ExchangeDetails({ exchange }: { exchange: ExchangeSummary }) {
  const [bodies, setBodies] = useState<Exchange>()
  const [error, setError] = useState('')
  const open = async () => {
    const result = await requestJson<Exchange>(`/exchange?id=${exchange.id}`)
    if ('error' in result) setError(result.error)
    else setBodies(result.answer)
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
        {error}
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
