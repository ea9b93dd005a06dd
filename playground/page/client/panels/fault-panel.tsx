import type { FaultChoice } from '../../snapshot.ts'
import { post } from '../api-client.ts'

/** Makes Slack fail, to see what the app does about it. */
export function FaultPanel({ choices, fault }: { choices: FaultChoice[]; fault: string }) {
  if (choices.length < 2) return null
  const note = choices.find((choice) => choice.id === fault)?.note
  return (
    <section className="faults" aria-labelledby="faults-title">
      <h2 id="faults-title">Slack fails with</h2>
      <select
        aria-labelledby="faults-title"
        aria-describedby="faults-note"
        value={fault}
        onChange={(event) => post('/fault', { id: event.target.value })}
      >
        {choices.map((choice) => (
          <option key={choice.id} value={choice.id}>
            {choice.label}
          </option>
        ))}
      </select>
      <p id="faults-note">{note}</p>
    </section>
  )
}
