import { actionValue, type BlockActions } from '../slack/block-actions.ts'
import { overflowAction } from './buttons.ts'
import { registerCharts, showChart } from './chart/listeners.ts'
import { registerCopyText, showText } from './copy-text/listeners.ts'
import { answerStale, type ReportListeners } from './listeners.ts'

/** Registers the further choices of a report: its chart, and its text to copy. */
export const registerOverflowMenu = (presses: BlockActions, context: ReportListeners): void => {
  presses.on(overflowAction.id, async (pressed) => {
    const chosen = overflowAction.read(actionValue(pressed.element))
    if (chosen === null) return answerStale(context, pressed.body)
    if (chosen.choice === 'chart') return showChart(context, pressed.body, chosen.query)
    return showText(context, pressed, chosen.query)
  })
  registerCharts(presses, context)
  registerCopyText(presses, context)
}
