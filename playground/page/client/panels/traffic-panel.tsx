import { useEffect, useRef } from 'react'
import type { Refusal, WireSummary } from '../../snapshot.ts'
import { WireExchange } from './exchange.tsx'

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
