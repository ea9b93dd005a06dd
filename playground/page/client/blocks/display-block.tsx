import { createContext, useContext } from 'react'
import { type Block, Message, type MessageProps } from 'slack-blocks-to-jsx'
import type { SentBlock, Snapshot } from '../../snapshot.ts'
import { BlockAsJson } from './block-as-json.tsx'
import { forDrawing } from './fields.ts'
import { writeSlackDate } from './write-slack-date.ts'

type DateProps = { timestamp: string; format: string; fallback: string }

/** A date token, `<!date^…>`, in the reader's own time zone. */
function SlackDate({ timestamp, format, fallback }: DateProps) {
  const seconds = Number(timestamp)
  const written = writeSlackDate(seconds, format)
  if (written === undefined) return fallback
  return <time dateTime={new Date(seconds * 1000).toISOString()}>{written}</time>
}

/** The types that are only looked at. Everything else needs components that answer a press. */
const DISPLAYED = ['header', 'section', 'context', 'divider', 'rich_text', 'image', 'markdown', 'table']

type Displayed = Extract<Block, { type: (typeof DISPLAYED)[number] }>

const hooks: NonNullable<MessageProps['hooks']> = {
  date: ({ timestamp, format, fallback }) => (
    <SlackDate timestamp={timestamp} format={format} fallback={fallback} />
  ),
  // The class holds the text's style, such as bold.
  link: ({ href, className, children }) => (
    <a href={href} className={className} target="_blank" rel="noreferrer">
      {children}
    </a>
  ),
}

export type Theme = 'light' | 'dark'

/** The theme to draw in; where none is given, the reader's system decides. */
export const ThemeContext = createContext<Theme | undefined>(undefined)

/** A block without anything to press, drawn by slack-blocks-to-jsx. */
export function DisplayBlock({ block, workspace }: { block: SentBlock; workspace: Snapshot['workspace'] }) {
  const theme = useContext(ThemeContext)
  const drawn = forDrawing(block)
  if (!isDisplayed(drawn)) return <BlockAsJson block={block} />
  const users = [...workspace.people, workspace.appUser]
  const channels = workspace.channels.map(({ id, title }) => ({ id, name: title }))
  return (
    <div className="display-block" data-type={block.type}>
      <Message
        withoutWrapper
        name=""
        logo=""
        blocks={[drawn]}
        hooks={hooks}
        data={{ users, channels }}
        {...(theme && { theme })}
      />
    </div>
  )
}

function isDisplayed(block: SentBlock | Displayed): block is Displayed {
  return DISPLAYED.includes(block.type)
}
