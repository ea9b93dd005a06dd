import { useEffect, useRef, useState } from 'react'
import type { Refusal, WireSummary } from '../../snapshot.ts'
import { ask } from '../api-client.ts'

type Props = { wire: WireSummary[]; refusals: Refusal[]; close(): void }

/** Everything that went between the app and Slack, newest first. */
export function WirePanel({ wire, refusals, close }: Props) {
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => title.current?.focus(), [])
  return (
    <aside
      className="wire"
      aria-labelledby="wire-title"
      onKeyDown={(event) => event.key === 'Escape' && close()}
    >
      <header>
        <h2 id="wire-title" ref={title} tabIndex={-1}>
          On the wire
        </h2>
        <button type="button" className="quiet" onClick={close}>
          Close
        </button>
      </header>
      {wire.length === 0 && (
        <p className="nothing">Nothing yet. Every exchange between Slack and the app appears here.</p>
      )}
      {refusals.map(({ what, rule, source }) => (
        <p className="refusal" key={`${what} ${rule}`}>
          <b>Slack would refuse this:</b> {what}: {rule} <i>({source})</i>
        </p>
      ))}
      <ol>
        {wire.map((exchange) => (
          <WireExchange key={exchange.id} exchange={exchange} />
        ))}
      </ol>
    </aside>
  )
}

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
