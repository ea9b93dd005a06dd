import type { BlockAction } from '@slack/bolt'
import type { ReportQuery } from '../crime/report-query.ts'
import { actionValue, type BlockActions } from '../slack/block-actions.ts'
import { askerOf } from '../slack/identity.ts'
import { type Answer, atOnce, sendAnswer } from '../slack/respond.ts'
import { canShareIn } from '../slack/subcommand.ts'
import type { Action } from '../slack/ui/typed-action.ts'
import type { Respond } from '../slack/web-api/response-url.ts'
import { respondInThread } from '../slack/web-api/threads.ts'
import { allCategories, openReport, retryReport, shareReport } from './actions.ts'
import { answerQuery, apology, type ReportContext, shareQuery } from './answer.ts'
import { staleButton } from './notices.ts'

/** What the report's listeners need: a way to answer, beside what answering needs. */
export type ReportListeners = ReportContext & { readonly reply: (responseUrl: string) => Respond }

type Work = (query: ReportQuery, pressed: BlockAction) => Answer

/** Reads the button's value and answers; a value of an older version is told to start again. */
const onPress = (
  presses: BlockActions,
  context: ReportListeners,
  { action, replace, work }: { action: Action<ReportQuery>; replace: boolean; work: Work },
): void => {
  presses.on(action.id, async ({ body, element }) => {
    const query = action.read(actionValue(element))
    const asked = query ?? { postcode: null, category: null }
    await sendAnswer(
      {
        reply: respondInThread(context, body),
        log: context.log,
        apology: () => apology(asked, context.clock()),
      },
      () => (query === null ? atOnce(staleButton()) : work(query, body)),
      replace && query !== null,
    )
  })
}

const canShareFrom = ({ channel }: BlockAction): boolean => channel !== undefined && canShareIn(channel)

/** Registers what the buttons of a report and of its failures do. */
export const registerReports = (presses: BlockActions, context: ReportListeners): void => {
  const report: Work = (query, pressed) =>
    answerQuery(context, query, askerOf(pressed), canShareFrom(pressed))
  for (const action of [retryReport, allCategories])
    onPress(presses, context, { action, replace: true, work: report })
  onPress(presses, context, { action: openReport, replace: false, work: report })
  onPress(presses, context, {
    action: shareReport,
    replace: false,
    work: (query, pressed) => shareQuery(context, query, askerOf(pressed)),
  })
}

/** Answers a button of an older version. In a view there is nowhere to say so, and Close stands beside it. */
export const answerStale = async (context: ReportListeners, body: BlockAction): Promise<void> => {
  if (!body.response_url) return
  const asked = { postcode: null, category: null }
  const answer = { reply: respondInThread(context, body), log: context.log }
  await sendAnswer({ ...answer, apology: () => apology(asked, context.clock()) }, () => atOnce(staleButton()))
}
