import { useState } from 'react'
import type { FaultChoice, FiguresShown } from '../../snapshot.ts'
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

/** Lets a month pass, so that an alert can be seen to arrive. */
export function FiguresPanel({ figures }: { figures: FiguresShown | null }) {
  const [trouble, setTrouble] = useState('')
  if (figures === null) return null
  const { month, next, state, isNight } = figures
  const publish = async () => {
    const asked = await post('/publish', {})
    setTrouble('refusal' in asked ? asked.refusal : '')
  }
  return (
    <section className="figures" aria-labelledby="figures-title">
      <h2 id="figures-title">Police figures</h2>
      <p>The latest are of {inWords(month)}.</p>
      <button type="button" disabled={state === 'starting'} onClick={publish} aria-describedby="figures-note">
        Publish {inWords(next)}
      </button>
      <p id="figures-note" role="status">
        {trouble || NOTES[state]}
        {isNight && ` ${NIGHT}`}
      </p>
    </section>
  )
}

const NOTES: Record<FiguresShown['state'], string> = {
  none: 'As the police do once a month. Alerts then tell their channels.',
  starting: 'Published. The app is starting again, as if the month had passed …',
  published: 'Published. Alerts tell their channels within about a minute.',
}

const NIGHT = 'It is night in London: channels are told from 08:00 on.'

/** "2026-09" as "September 2026". */
function inWords(month: string): string {
  const form = { month: 'long', year: 'numeric', timeZone: 'UTC' } as const
  return new Intl.DateTimeFormat('en-GB', form).format(new Date(`${month}-01`))
}
