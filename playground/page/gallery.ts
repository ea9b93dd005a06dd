import { withIds } from '../slack/workspace/block-ids.ts'
import { playground } from '../slack/workspace/example-workspaces.ts'
import { newView } from '../slack/workspace/view.ts'
import { conversationsOf, shownView } from './build-snapshot.ts'
import type { Gallery, GalleryExample, ShownMessage, ShownView } from './snapshot.ts'

type Message = { readonly text: string; readonly blocks: readonly object[] }

/** An example as a test holds it: feature, name, how it comes about, and what is sent. */
export type Example = { readonly feature: string; readonly name: string; readonly how: string } & (
  | { readonly kind: 'message'; readonly to: string; readonly message: Message }
  | { readonly kind: 'modal' | 'home'; readonly view: object }
  | { readonly kind: 'page'; readonly html: string }
)

/** The examples, and the golden file of each. */
export type GallerySource = () => Promise<readonly { readonly example: Example; readonly golden: string }[]>

/** The examples of the golden tests; loaded once somebody opens the gallery, since they load the app's code. */
export const loadExamples: GallerySource = async () => {
  const [{ examples }, { goldenText }] = await Promise.all([
    import('../../test/support/examples/examples.ts'),
    import('../../test/support/golden-text.ts'),
  ])
  return examples.map((example) => ({ example, golden: goldenText(example) }))
}

// The moment at which the examples were fetched, so that the time of sending fits the time in the message.
const SENT_AT = 1_794_837_720

const shownMessage = ({ text, blocks }: Message, to: string): ShownMessage => ({
  ts: `${SENT_AT}.000001`,
  visibleTo: to === 'only you' || to === 'replaces' ? 'U0PRIYA' : 'channel',
  from: 'app',
  text,
  ...(to === 'thread' && { thread_ts: `${SENT_AT}.000000` }),
  blocks: withIds(blocks),
  replacedTimes: 0,
})

const drawnView = (view: object): ShownView =>
  shownView(newView(playground, { ...view }, SENT_AT * 1000, undefined, 'C0NEIGHBOURS'))

/** The link that opens blocks or a view in Slack's own preview: docs.slack.dev/tools/block-kit-builder. */
const builderLink = (content: object): string =>
  `https://app.slack.com/block-kit-builder/#${encodeURIComponent(JSON.stringify(content))}`

const drawn = (example: Example, golden: string): GalleryExample => {
  const { feature, name, how } = example
  const head = { feature, name, how, golden }
  switch (example.kind) {
    case 'message': {
      const { to, message, kind } = example
      const builder = builderLink({ blocks: message.blocks })
      return { ...head, kind, to, builder, message: shownMessage(message, to) }
    }
    case 'page':
      return { ...head, kind: 'page', builder: null, html: example.html }
    default: {
      const { kind, view } = example
      return { ...head, kind, builder: builderLink(view), view: drawnView(view) }
    }
  }
}

/** Every example with the ids and the state that Slack gives to what is shown. */
export async function buildGallery(source: GallerySource): Promise<Gallery> {
  const [you] = playground.users
  if (!you) throw new Error('The workspace has nobody in it.')
  const { name, appUser, users } = playground
  const channels = conversationsOf(playground, you)
  const examples = (await source()).map(({ example, golden }) => drawn(example, golden))
  return { workspace: { name, appUser, people: users, channels }, examples }
}
