import type { Snapshot } from '../../snapshot.ts'

/** What an empty channel says: what to type, each line ready to be put into the composer. */
export function Examples({ snapshot, fill }: { snapshot: Snapshot; fill(text: string): void }) {
  return (
    <section className="examples" aria-labelledby="examples-title">
      <h2 id="examples-title">Nothing here yet</h2>
      <p>Type a command below, or choose one to start with and press Enter.</p>
      <ul>
        {snapshot.examples.map(({ text, note }) => (
          <li key={text}>
            <button type="button" onClick={() => fill(text)}>
              <code>{text}</code>
              <span>{note}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
