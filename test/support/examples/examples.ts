import { alertModalExamples } from './alert-modals.ts'
import { alertMessageExamples } from './alerts.ts'
import { browseExamples } from './browse.ts'
import { chartExamples } from './charts.ts'
import { commandExamples } from './command.ts'
import { comparisonExamples } from './comparisons.ts'
import { conversationExamples } from './conversation.ts'
import { copyTextExamples } from './copy-text.ts'
import type { Example } from './example.ts'
import { homeTabExamples } from './home.ts'
import { reportExamples } from './report.ts'
import { savedPlaceExamples } from './saved-places.ts'
import { shortcutExamples } from './shortcuts.ts'
import { workspaceExamples } from './workspaces.ts'

/** Every message and view that the app sends: the golden files hold them, the playground's /gallery draws them. */
export const examples: readonly Example[] = [
  ...reportExamples,
  ...comparisonExamples,
  ...chartExamples,
  ...browseExamples,
  ...copyTextExamples,
  ...homeTabExamples,
  ...savedPlaceExamples,
  ...alertMessageExamples,
  ...alertModalExamples,
  ...commandExamples,
  ...conversationExamples,
  ...shortcutExamples,
  ...workspaceExamples,
]

type Content = {
  readonly text: string
  readonly blocks: readonly { readonly type: string; readonly block_id?: string | undefined }[]
}

/**
 * The blocks of an example, with a message's text.
 * @param path its feature and name, "report/city-centre"
 * @throws for a page, and where there is none
 */
export const exampleContent = (path: string): Content => {
  const example = examples.find(({ feature, name }) => `${feature}/${name}` === path)
  if (example === undefined || example.kind === 'page') throw new Error(`no example ${path}`)
  return example.kind === 'message' ? example.message : { text: '', blocks: example.view.blocks }
}
