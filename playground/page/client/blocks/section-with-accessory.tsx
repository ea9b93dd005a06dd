import type { SentBlock, Snapshot } from '../../snapshot.ts'
import { DisplayBlock } from './display-block.tsx'
import { ElementIn } from './element-in.tsx'
import { Trouble } from './error-line.tsx'
import { elementsOf, stringField } from './fields.ts'
import { useAct } from './use-act.ts'

type Props = { block: SentBlock; ts: string; workspace: Snapshot['workspace'] }

/** A section with something to press at its side. */
export function SectionWithAccessory({ block, ts, workspace }: Props) {
  const acting = useAct(block, ts)
  const { accessory, ...section } = block
  return (
    <div className="with-accessory">
      <DisplayBlock block={section} workspace={workspace} />
      {elementsOf([accessory]).map((element) => (
        <ElementIn
          key={stringField(element, 'action_id') ?? element.type}
          block={block}
          element={element}
          acting={acting}
        />
      ))}
      <Trouble words={acting.trouble} />
    </div>
  )
}

/** An image at the side is only looked at, and slack-blocks-to-jsx draws it. */
export function hasAccessoryToPress({ type, accessory }: SentBlock): boolean {
  return type === 'section' && elementsOf([accessory]).some((element) => element.type !== 'image')
}
