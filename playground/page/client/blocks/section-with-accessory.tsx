import type { SentBlock, Snapshot } from '../../snapshot.ts'
import { DisplayBlock } from './display-block.tsx'
import { Element } from './element.tsx'
import { elementsOf, stringField } from './fields.ts'
import { Trouble } from './trouble.tsx'
import { useAct } from './use-act.ts'

type Props = { block: SentBlock; ts: string; workspace: Snapshot['workspace'] }

/** A section with something to press at its side. */
export function SectionWithAccessory({ block, ts, workspace }: Props) {
  const { busy, trouble, act } = useAct(block, ts)
  const { accessory, ...section } = block
  return (
    <div className="with-accessory">
      <DisplayBlock block={section} workspace={workspace} />
      {elementsOf([accessory]).map((element) => (
        <Element
          key={element.type}
          element={element}
          blockId={stringField(block, 'block_id') ?? ''}
          busy={busy === stringField(element, 'action_id')}
          act={act}
        />
      ))}
      <Trouble words={trouble} />
    </div>
  )
}

/** An image at the side is only looked at, and slack-blocks-to-jsx draws it. */
export function hasAccessoryToPress({ type, accessory }: SentBlock): boolean {
  return type === 'section' && elementsOf([accessory]).some((element) => element.type !== 'image')
}
