import type { BlockAction } from '@slack/bolt'
import type { Comparison } from '../../crime/report-query.ts'
import { actionValue, type BlockActions } from '../../slack/block-actions.ts'
import { askerOf } from '../../slack/identity.ts'
import { type Answer, atOnce, sendAnswer } from '../../slack/respond.ts'
import { canShareIn } from '../../slack/subcommand.ts'
import type { Action } from '../../slack/ui/typed-action.ts'
import { respondInThread } from '../../slack/web-api/threads.ts'
import { apology } from '../answer.ts'
import type { ReportListeners } from '../listeners.ts'
import { staleButton } from '../notices.ts'
import { openComparison, retryComparison, shareComparison } from './actions.ts'
import { answerComparison, sharedComparison } from './answer.ts'

type Work = (comparison: Comparison, pressed: BlockAction) => Answer

const onPress = (
  presses: BlockActions,
  context: ReportListeners,
  { action, replace, work }: { action: Action<Comparison>; replace: boolean; work: Work },
): void => {
  presses.on(action.id, async ({ body, element }) => {
    const comparison = action.read(actionValue(element))
    await sendAnswer(
      {
        reply: respondInThread(context, body),
        log: context.log,
        apology: () => apology({ postcode: null, category: null }, context.clock()),
      },
      () => (comparison === null ? atOnce(staleButton()) : work(comparison, body)),
      replace && comparison !== null,
    )
  })
}

const canShareFrom = ({ channel }: BlockAction): boolean => channel !== undefined && canShareIn(channel)

/** Registers what the buttons of a comparison do; those to a report are the report's own. */
export const registerComparisons = (presses: BlockActions, context: ReportListeners): void => {
  const compare: Work = (comparison, pressed) =>
    answerComparison(context, comparison, askerOf(pressed), canShareFrom(pressed))
  onPress(presses, context, { action: retryComparison, replace: true, work: compare })
  onPress(presses, context, { action: openComparison, replace: false, work: compare })
  onPress(presses, context, {
    action: shareComparison,
    replace: false,
    work: (comparison, pressed) => sharedComparison(context, comparison, askerOf(pressed)),
  })
}
