import { type Presses, pressedValue } from '../slack/block-actions.ts'
import { listenToCharts, showChart } from './chart/listeners.ts'
import { listenToText, showText } from './copy-text/listeners.ts'
import { answerStale, type ReportListeners } from './listeners.ts'
import { chooseFurther } from './overflow-menu.ts'

/** Registers the further choices of a report: its chart, and its text to copy. */
export const listenToFurtherChoices = (presses: Presses, context: ReportListeners): void => {
  presses.on(chooseFurther.id, async (pressed) => {
    const chosen = chooseFurther.read(pressedValue(pressed.element))
    if (chosen === null) return answerStale(context, pressed.body)
    if (chosen.choice === 'chart') return showChart(context, pressed.body, chosen.query)
    return showText(context, pressed, chosen.query)
  })
  listenToCharts(presses, context)
  listenToText(presses, context)
}
