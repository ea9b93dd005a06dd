import { type Block, Message, type MessageProps } from 'slack-blocks-to-jsx'
import type { SentBlock, Snapshot } from '../../snapshot.ts'
import { BlockAsJson } from './block-as-json.tsx'
import { forDrawing } from './for-drawing.ts'
import { SlackDate } from './slack-date.tsx'

/** The types that are only looked at. Everything else needs components that answer a press. */
const DISPLAYED = ['header', 'section', 'context', 'divider', 'rich_text', 'image', 'markdown', 'table']

type Displayed = Extract<Block, { type: (typeof DISPLAYED)[number] }>

const hooks: NonNullable<MessageProps['hooks']> = {
  date: ({ timestamp, format, fallback }) => (
    <SlackDate timestamp={timestamp} format={format} fallback={fallback} />
  ),
  // The class is the style of the words, bold among others.
  link: ({ href, className, children }) => (
    <a href={href} className={className} target="_blank" rel="noreferrer">
      {children}
    </a>
  ),
}

/** A block without anything to press, drawn by slack-blocks-to-jsx. */
export function DisplayBlock({ block, workspace }: { block: SentBlock; workspace: Snapshot['workspace'] }) {
  const drawn = forDrawing(block)
  if (!isDisplayed(drawn)) return <BlockAsJson block={block} />
  const users = [...workspace.people, workspace.appUser]
  const channels = workspace.channels.map(({ id, title }) => ({ id, name: title }))
  return (
    <div className="display-block" data-type={block.type}>
      <Message withoutWrapper name="" logo="" blocks={[drawn]} hooks={hooks} data={{ users, channels }} />
    </div>
  )
}

function isDisplayed(block: SentBlock | Displayed): block is Displayed {
  return DISPLAYED.includes(block.type)
}
