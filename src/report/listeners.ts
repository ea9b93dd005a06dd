import type { App, BlockButtonAction } from '@slack/bolt'
import type { Action } from '../slack/action.ts'
import { type Answer, atOnce, giveAnswer } from '../slack/answer.ts'
import type { Reply } from '../slack/reply.ts'
import { canShareIn } from '../slack/subcommand.ts'
import { allCategories, retryReport, shareReport } from './actions.ts'
import { answerQuery, apology, type ReportContext, shareQuery } from './answer.ts'
import { listenToIncidents } from './browse/listeners.ts'
import type { Query } from './query.ts'
import { staleButton } from './stale-message.ts'

/** What the report's listeners need: a way to answer, beside what answering needs. */
export type ReportListeners = ReportContext & { readonly reply: (responseUrl: string) => Reply }

type Work = (query: Query, pressed: BlockButtonAction) => Answer

/** Acks, reads the button's value, answers; a value of an older version is told to start again. */
const onPress = (
  app: App,
  context: ReportListeners,
  { action, replace, work }: { action: Action<Query>; replace: boolean; work: Work },
): void => {
  const constraints = { type: 'block_actions', action_id: action.ids } as const
  app.action<BlockButtonAction>(constraints, async ({ ack, body, payload }) => {
    await ack()
    const query = action.read(payload.value)
    const asked = query ?? { postcode: null, category: null }
    await giveAnswer(
      {
        reply: context.reply(body.response_url),
        log: context.log,
        apology: apology(asked, context.clock()),
      },
      () => (query === null ? atOnce(staleButton()) : work(query, body)),
      replace && query !== null,
    )
  })
}

const canShareFrom = ({ channel }: BlockButtonAction): boolean => channel !== undefined && canShareIn(channel)

/** Registers what the buttons of a report and of its failures do. */
export const listenToReports = (app: App, context: ReportListeners): void => {
  const inPlace: Work = (query, pressed) => answerQuery(context, query, canShareFrom(pressed))
  for (const action of [retryReport, allCategories])
    onPress(app, context, { action, replace: true, work: inPlace })
  listenToIncidents(app, context)
  onPress(app, context, {
    action: shareReport,
    replace: false,
    work: (query, pressed) => shareQuery(context, query, pressed.user.id),
  })
}
