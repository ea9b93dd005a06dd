import { useId } from 'react'
import type { Gallery, GalleryExample, ShownView } from '../../snapshot.ts'
import { ActionContext } from '../blocks/block-action.ts'
import { type Theme, ThemeContext } from '../blocks/display-block.tsx'
import { Message } from '../channel/message.tsx'
import { ConversationsContext } from '../elements/menus.tsx'
import { ModalFrame } from '../views/modal.tsx'
import { ViewBlocks } from '../views/view-blocks.tsx'

// No app is behind the gallery: actions do nothing.
const sendNothing = async () => undefined
const actionsOn = (view: ShownView) => ({
  use: { view, fill: sendNothing },
  suggest: async () => ({ answer: [] }),
  press: sendNothing,
})

type Props = { example: GalleryExample; workspace: Gallery['workspace']; theme: Theme }

/** An example as Slack would show it, with nothing behind its buttons. */
export function DrawnExample({ example, workspace, theme }: Props) {
  return (
    <ThemeContext value={theme}>
      <ActionContext value={sendNothing}>
        <ConversationsContext value={workspace.channels}>
          {example.kind === 'message' && <Message message={example.message} workspace={workspace} />}
          {example.kind === 'modal' && <DrawnModal view={example.view} workspace={workspace} />}
          {example.kind === 'home' && (
            <div className="home">
              <ViewBlocks viewActions={actionsOn(example.view)} workspace={workspace} />
            </div>
          )}
          {example.kind === 'page' && <iframe title={example.name} sandbox="" srcDoc={example.html} />}
        </ConversationsContext>
      </ActionContext>
    </ThemeContext>
  )
}

function DrawnModal({ view, workspace }: { view: ShownView; workspace: Gallery['workspace'] }) {
  const id = useId()
  return (
    <div className="modal">
      <ModalFrame view={view} titleId={id} waiting={false} error="" close={() => undefined}>
        <ViewBlocks viewActions={actionsOn(view)} workspace={workspace} />
      </ModalFrame>
    </div>
  )
}
