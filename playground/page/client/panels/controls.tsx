import { useState } from 'react'
import type { FaultChoice, PublishedMonth } from '../../snapshot.ts'
import { postJson } from '../api-client.ts'

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
        onChange={(event) => postJson('/fault', { id: event.target.value })}
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
export function PublishPanel({ published }: { published: PublishedMonth | null }) {
  const [error, setError] = useState('')
  const [atNoon, setAtNoon] = useState(false)
  if (published === null) return null
  const { month, next, state, isNight } = published
  const publish = async () => {
    const result = await postJson('/publish', { atNoon })
    setError('error' in result ? result.error : '')
  }
  return (
    <section className="publish" aria-labelledby="publish-title">
      <h2 id="publish-title">Police figures</h2>
      <p>Made up for this page. The latest month is {inWords(month)}.</p>
      <button type="button" disabled={state === 'starting'} onClick={publish} aria-describedby="publish-note">
        Publish {inWords(next)}
      </button>
      <label>
        <input type="checkbox" checked={atNoon} onChange={(event) => setAtNoon(event.target.checked)} />
        Pretend it’s noon
      </label>
      <p id="publish-note" role="status">
        {error || NOTES[state]}
        {isNight && !atNoon && ` ${NIGHT}`}
      </p>
    </section>
  )
}

const NOTES: Record<PublishedMonth['state'], string> = {
  none: 'The police do this once a month. Alerts are posted then.',
  starting: 'Published. The app is restarting as if the month had passed …',
  published: 'Published. Alerts are posted within about a minute.',
}

const NIGHT = 'It’s night in London: alerts are posted from 08:00, or straight away if you pretend it’s noon.'

/** "2026-09" as "September 2026". */
function inWords(month: string): string {
  const form = { month: 'long', year: 'numeric', timeZone: 'UTC' } as const
  return new Intl.DateTimeFormat('en-GB', form).format(new Date(`${month}-01`))
}
