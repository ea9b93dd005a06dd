import type { Example, Snapshot } from '../../snapshot.ts'

type Props = { snapshot: Snapshot; fill(text: string): void }

/** The head of every channel: what to type, each line ready to be put into the composer. */
export function Examples({ snapshot, fill }: Props) {
  const { messages, channel, workspace, oddities } = snapshot
  const invite = {
    text: `/invite @${workspace.appUser.name}`,
    note: 'invite the app, so you can set up alerts here',
  }
  const closed = channel.kind === 'private' && !channel.appIsMember
  const mention = {
    text: `@${workspace.appUser.name} LE1 1WA`,
    note: 'mention the app, in threads too',
  }
  // In its own conversation people write to the app without a command.
  const written = ({ text, note }: Example) => ({ text: text.replace(/^\/crime /, ''), note })
  const inChannel = [
    ...snapshot.examples,
    ...(closed ? [invite] : []),
    ...(channel.appIsMember ? [mention] : []),
  ]
  const examples = channel.withApp ? snapshot.examples.map(written) : inChannel
  return (
    <section className="examples" aria-labelledby="examples-title">
      <h2 id="examples-title">{messages.length === 0 ? 'Nothing here yet' : 'Things to try'}</h2>
      <p>
        {channel.withApp ? 'Write to the app below' : 'Type a command below'}, or choose one of these and
        press Enter.
      </p>
      <ExampleList examples={examples} fill={fill} />
      {oddities.length > 0 && (
        <details>
          <summary>Postcodes where something goes wrong</summary>
          <ExampleList examples={oddities} fill={fill} />
        </details>
      )}
    </section>
  )
}

function ExampleList({ examples, fill }: { examples: Example[]; fill(text: string): void }) {
  if (examples.length === 0) return null
  return (
    <ul>
      {examples.map(({ text, note }) => (
        <li key={text}>
          <button type="button" onClick={() => fill(text)}>
            <code>{text}</code>
            <span>{note}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}
