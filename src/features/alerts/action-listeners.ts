import { alertHere } from '../../report/actions.ts'
import { lookingUp } from '../../report/loading-message.ts'
import { staleButton } from '../../report/notices.ts'
import { actionValue, type BlockActionEvent, type BlockActions } from '../../slack/block-actions.ts'
import { installedIn } from '../../slack/identity.ts'
import { runAlertAction } from './action-handlers.ts'
import { type ActionContext, answer, later, type Private, privately } from './action-reply.ts'
import { actOnAlert, addAlert, manageAlerts, retryAlert } from './actions.ts'
import { listOf } from './commands.ts'
import { openHere, openNew } from './form/open-form.ts'
import { recipientOf } from './recipients.ts'
import { tryAgain } from './retry.ts'

const listFor = async (context: ActionContext, { body, client }: BlockActionEvent): Promise<Private> => {
  const mayChange = !(await context.isVisitor(body, client))
  return privately(await listOf(context, installedIn(body), recipientOf(body), mayChange))
}

/** Registers the buttons and menus of alerts. */
export const registerAlertActions = (presses: BlockActions, context: ActionContext): void => {
  presses.on(alertHere.id, (pressed) => answer(context, pressed, () => later(openHere(context, pressed))))
  presses.on(addAlert.id, (pressed) => answer(context, pressed, () => later(openNew(context, pressed))))
  presses.on(actOnAlert.id, (pressed) =>
    answer(context, pressed, () => later(runAlertAction(context, pressed))),
  )
  presses.on(manageAlerts.id, (pressed) => answer(context, pressed, () => later(listFor(context, pressed))))
  presses.on(retryAlert.id, (pressed) => {
    const again = retryAlert.read(actionValue(pressed.element))
    return answer(
      context,
      pressed,
      () =>
        again === null
          ? { loading: staleButton, outgoing: privately(staleButton()) }
          : { loading: () => lookingUp(again.choice.postcode), outgoing: tryAgain(context, pressed, again) },
      again !== null,
    )
  })
}
