import type { BlockAction } from '@slack/bolt'
import type { ModalView } from '@slack/types'
import type { WebClient } from '@slack/web-api'
import { apology } from '../report/answer.ts'
import { lookingUp } from '../report/loading-message.ts'
import { unpackQuery } from '../report/query.ts'
import { staleButton } from '../report/stale-message.ts'
import { type AnswerOrWindow, atOnce, giveAnswer, type Outgoing } from '../slack/answer.ts'
import type { Message } from '../slack/blocks.ts'
import type { RedrawHome } from '../slack/home-section.ts'
import { ownerOf } from '../slack/owner.ts'
import { type Pressed, type Presses, pressedValue } from '../slack/presses.ts'
import { alertHere } from '../slack/shared-actions.ts'
import { type Attempt, actOnAlert, addAlert, type Deed, manageAlerts, retryAlert } from './actions.ts'
import type { Alert } from './alert.ts'
import { type AlertsContext, listOf } from './commands.ts'
import { dayInLondon } from './day.ts'
import { knownMessage } from './messages/known.ts'
import { alertGone, alertsAway, cannotOpen, forGuests, lookingAtAlerts } from './messages/notices.ts'
import { outcomeMessage } from './messages/outcome.ts'
import { pauseProposed } from './pause.ts'
import { attempt, resume, type Setter } from './setting.ts'
import { actingIn, formOf, mayChange, newForm, targetOf } from './targets.ts'
import { formView, resultView, stopView } from './views.ts'
import { openWindow } from './windows.ts'
import { choiceOf, isPersonal } from './words.ts'

/** What presses need beside: Home is drawn again after what is done there. */
export type PressContext = AlertsContext & { readonly redrawHome: RedrawHome }

const NOTHING = { postcode: null, category: null }

const privately = (message: Message): Outgoing => ({ message, inChannel: false })

/** Answers below the message, or in its place; on Home, which has no way to answer, in a window. */
const answer = async (
  context: PressContext,
  { body, client }: Pressed,
  work: () => AnswerOrWindow,
  replace = false,
): Promise<void> => {
  if (body.response_url) {
    const reply = context.reply(body.response_url)
    const sorry = () => apology(NOTHING, context.clock())
    return giveAnswer({ reply, log: context.log, apology: sorry }, work, replace)
  }
  try {
    const said = await work().outgoing
    if (said !== null) await openWindow(client, body.trigger_id, resultView(said.message), context.log)
  } catch (error) {
    context.log.error({ err: error }, 'a step with an alert on Home could not be answered')
    const sorry = resultView(apology(NOTHING, context.clock()))
    await openWindow(client, body.trigger_id, sorry, context.log)
  }
}

/** A window in place of an answer, or that it could not be opened. */
const windowOr = async (
  context: PressContext,
  pressed: Pressed,
  view: ModalView,
): Promise<Outgoing | null> =>
  (await openWindow(pressed.client, pressed.body.trigger_id, view, context.log))
    ? null
    : privately(cannotOpen())

const later = (outgoing: Promise<Outgoing | null>): AnswerOrWindow => ({ loading: lookingAtAlerts, outgoing })

const setterOf = (body: BlockAction, client: WebClient): Setter => ({
  workspace: actingIn(body).workspace,
  owner: ownerOf(body),
  client,
})

/** "Alert this channel" on a report: the form, filled in; that of the alert there is, where there is one. */
const openHere = async (context: PressContext, pressed: Pressed): Promise<Outgoing | null> => {
  const { body, element } = pressed
  const query = unpackQuery(alertHere.read(pressedValue(element)) ?? '')
  if (query === null) return privately(staleButton())
  const { workspace, guest } = actingIn(body)
  if (guest) return privately(forGuests())
  const target = targetOf(body)
  const near = await context.alerts.near(workspace, target, query.postcode)
  if (!near.ok) return privately(alertsAway())
  const categories = query.category === null ? [] : [query.category]
  if (near.value === null)
    return windowOr(
      context,
      pressed,
      formView(newForm(target, { postcode: query.postcode, categories }), null),
    )
  const form = formOf(near.value, dayInLondon(context.clock()), null)
  const filled = categories.length === 0 ? form : { ...form, categories }
  return windowOr(context, pressed, formView(filled, knownMessage(near.value, 'form')))
}

const openNew = async (context: PressContext, pressed: Pressed): Promise<Outgoing | null> =>
  actingIn(pressed.body).guest
    ? privately(forGuests())
    : windowOr(context, pressed, formView(newForm(targetOf(pressed.body)), null))

const resumeOne = async (context: PressContext, pressed: Pressed, alert: Alert): Promise<Outgoing> => {
  const { body, client } = pressed
  const outcome = await resume(context, setterOf(body, client), alert)
  const again: Attempt = { id: alert.id, choice: choiceOf(alert) }
  if (body.view?.type === 'home') await context.redrawHome(client, ownerOf(body), body.view.private_metadata)
  const beside = body.channel?.id === alert.channelId
  const telling = body.response_url ? (beside ? 'beside the channel' : 'own conversation') : 'window'
  return privately(outcomeMessage(outcome, again, telling, context.clock()))
}

const doDeed = (
  context: PressContext,
  pressed: Pressed,
  alert: Alert,
  deed: Deed,
): Promise<Outgoing | null> => {
  const { view } = pressed.body
  const home = view?.type === 'home' ? view.private_metadata : null
  const today = dayInLondon(context.clock())
  const form = formOf(alert, today, home)
  switch (deed) {
    case 'edit':
      return windowOr(context, pressed, formView(form, null))
    case 'pause': {
      const pausedUntil = form.pausedUntil ?? pauseProposed(today)
      return windowOr(context, pressed, formView({ ...form, pausedUntil, pausing: true }, null))
    }
    case 'stop':
      return windowOr(context, pressed, stopView(alert, home, null))
    case 'resume':
      return resumeOne(context, pressed, alert)
  }
}

/** Finds the alert in the workspace acted in, and nowhere else. */
const actOn = async (context: PressContext, pressed: Pressed): Promise<Outgoing | null> => {
  const { body, element } = pressed
  const asked = actOnAlert.read(pressedValue(element))
  if (asked === null) return privately(staleButton())
  const { workspace, guest } = actingIn(body)
  if (guest) return privately(forGuests())
  const found = await context.alerts.find(workspace, asked.id)
  if (!found.ok) return privately(alertsAway())
  if (found.value === null || !mayChange(found.value, body.user.id, body.channel?.id))
    return privately(alertGone())
  return doDeed(context, pressed, found.value, asked.deed)
}

/** A value that names somebody's own conversation, or an alert, is good for the person it was made for. */
const mayTry = async (
  { alerts }: PressContext,
  body: BlockAction,
  { id, choice }: Attempt,
): Promise<boolean | 'away'> => {
  if (isPersonal(choice) && choice.channelId !== body.user.id) return false
  if (id === null) return true
  const found = await alerts.find(actingIn(body).workspace, id)
  if (!found.ok) return 'away'
  // Its channel is the one it moves to, or the one it is in: the button was made by the person's own step.
  return found.value !== null && (!isPersonal(found.value) || found.value.channelId === body.user.id)
}

const tryAgain = async (
  context: PressContext,
  { body, client }: Pressed,
  again: Attempt,
): Promise<Outgoing> => {
  if (actingIn(body).guest) return privately(forGuests())
  const may = await mayTry(context, body, again)
  if (may === false) return privately(alertGone())
  const outcome =
    may === 'away' ? ({ kind: 'away' } as const) : await attempt(context, setterOf(body, client), again)
  const telling = body.channel?.id === again.choice.channelId ? 'beside the channel' : 'own conversation'
  return privately(outcomeMessage(outcome, again, telling, context.clock()))
}

/** Registers the buttons and menus of alerts. */
export const listenToAlertPresses = (presses: Presses, context: PressContext): void => {
  presses.on(alertHere.id, (pressed) => answer(context, pressed, () => later(openHere(context, pressed))))
  presses.on(addAlert.id, (pressed) => answer(context, pressed, () => later(openNew(context, pressed))))
  presses.on(actOnAlert.id, (pressed) => answer(context, pressed, () => later(actOn(context, pressed))))
  presses.on(manageAlerts.id, (pressed) =>
    answer(context, pressed, () => {
      const { workspace, guest } = actingIn(pressed.body)
      return later(listOf(context, workspace, targetOf(pressed.body), !guest).then(privately))
    }),
  )
  presses.on(retryAlert.id, (pressed) => {
    const again = retryAlert.read(pressedValue(pressed.element))
    return answer(
      context,
      pressed,
      () =>
        again === null
          ? atOnce(staleButton())
          : { loading: () => lookingUp(again.choice.postcode), outgoing: tryAgain(context, pressed, again) },
      again !== null,
    )
  })
}
