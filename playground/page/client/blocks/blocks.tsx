import { Component, createContext, type ReactNode, useContext } from 'react'
import { type Block, Message, type MessageProps } from 'slack-blocks-to-jsx'
import type { SentBlock, ShownMessage, Snapshot } from '../../snapshot.ts'
import { ActionsBlock, hasAccessoryToPress, SectionWithAccessory } from './action-blocks.tsx'
import { ChartBlock } from './chart-block.tsx'
import { forDrawing, stringField } from './fields.ts'
import { InputBlock } from './input-block.tsx'
import { writeSlackDate } from './write-slack-date.ts'

type BlocksProps = { message: ShownMessage; workspace: Snapshot['workspace'] }

/**
 * The blocks of a message. Each is drawn on its own, so that one which cannot be drawn does not take the others with it;
 * a message without blocks is its text.
 */
export function Blocks({ message, workspace }: BlocksProps) {
  const blocks = message.blocks.length > 0 ? message.blocks : [textAsBlock(message.text)]
  return blocks.map((block, index) => (
    // Blocks have no identity of their own; a replaced message brings new ones in its key.
    <BlockBoundary key={`${message.replacedTimes} ${stringField(block, 'block_id') ?? index}`} block={block}>
      <OneBlock block={block} ts={message.ts} workspace={workspace} />
    </BlockBoundary>
  ))
}

export function OneBlock({
  block,
  ts,
  workspace,
}: {
  block: SentBlock
  ts: string
  workspace: BlocksProps['workspace']
}) {
  if (block.type === 'input') return <InputBlock block={block} ts={ts} />
  if (block.type === 'actions') return <ActionsBlock block={block} ts={ts} />
  if (block.type === 'data_visualization') return <ChartBlock block={block} />
  if (hasAccessoryToPress(block)) return <SectionWithAccessory block={block} ts={ts} workspace={workspace} />
  return <DisplayBlock block={block} workspace={workspace} />
}

function textAsBlock(text: string): SentBlock {
  return { type: 'section', text: { type: 'mrkdwn', text } }
}

type BoundaryProps = { block: SentBlock; children: ReactNode }

/** Catches a block that breaks while it is drawn, and shows its JSON instead of a blank page. A class, as React asks. */
export class BlockBoundary extends Component<BoundaryProps, { broken: boolean }> {
  override state = { broken: false }

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true }
  }

  override render(): ReactNode {
    return this.state.broken ? <BlockAsJson block={this.props.block} /> : this.props.children
  }
}

/** A block, or an element of one, that this page cannot draw: said so, and shown as it came. */
export function BlockAsJson({ block }: { block: SentBlock }) {
  return (
    <details className="as-json" open>
      <summary>This page cannot draw “{block.type}”.</summary>
      <pre>{JSON.stringify(block, null, 2)}</pre>
    </details>
  )
}

type DateProps = { timestamp: string; format: string; fallback: string }

/** A date token, `<!date^…>`, in the reader's own time zone. */
export function SlackDate({ timestamp, format, fallback }: DateProps) {
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
  // The class is the style of the words, bold among others.
  link: ({ href, className, children }) => (
    <a href={href} className={className} target="_blank" rel="noreferrer">
      {children}
    </a>
  ),
}

/** The theme to draw in; where none is given, the reader's system decides. */
export const ThemeContext = createContext<'light' | 'dark' | undefined>(undefined)

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
