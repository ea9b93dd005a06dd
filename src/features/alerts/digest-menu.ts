import type { App } from '@slack/bolt'
import { isBehind, monthInWords, newestOf } from '../../crime/dates.ts'
import { placeInWords } from '../../crime/postcode.ts'
import type { Report } from '../../crime/report.ts'
import { withRemarks } from '../../reading/messages.ts'
import { answerContextOf, answerQuery, audienceOf } from '../../report/answer.ts'
import { matcherOf, placesLabel } from '../../report/browse/place-search.ts'
import { reportMessage } from '../../report/message.ts'
import { staleButton } from '../../report/notices.ts'
import { actionValue, type BlockActionEvent } from '../../slack/block-actions.ts'
import { askerOf, installedIn } from '../../slack/identity.ts'
import { type Outgoing, oneMoment, readyReply, sendReply } from '../../slack/respond.ts'
import { recipientIn } from '../../slack/subcommand.ts'
import { plain } from '../../slack/ui/blocks.ts'
import { option } from '../../slack/ui/elements.ts'
import { cut, LIMITS } from '../../slack/ui/limits.ts'
import { openPlace } from './actions.ts'
import type { Alert } from './alert.ts'
import type { ActionContext } from './commands.ts'
import { alertGone, alertsUnavailable } from './messages/errors.ts'

// The name is cut, never the postcode behind it.
const optionText = ({ postcode, name }: Alert): string => {
  const room = LIMITS.optionText - placeInWords({ postcode, name: '' }).length
  return placeInWords({ postcode, name: name === null ? null : cut(name, room) })
}

/** The places whose name or postcode holds every word that was typed; `latest` names the month of an older post's menu. */
export const placeOptions = (alerts: readonly Alert[], typed: string, latest: string | null) => {
  const holds = matcherOf(typed)
  const found = alerts.filter((alert) => holds(`${placeInWords(alert)} ${alert.postcode.replace(' ', '')}`))
  const shown = found.slice(0, LIMITS.selectOptions)
  const text = latest === null ? placesLabel(shown.length, found.length) : `Latest figures, ${latest}`
  const label = plain(text, LIMITS.optionText)
  const options = shown.map((alert) => option({ text: optionText(alert), value: alert.id }))
  return options.length === 0 ? { options } : { option_groups: [{ label, options }] }
}

/** Registers what a digest's menu offers: the places of its post or, of an older one, those of its channel. */
export const registerDigestMenu = (app: App, { alerts }: ActionContext): void => {
  app.options(openPlace.id, async ({ ack, body, payload }) => {
    const channelId = body.channel === undefined ? body.user.id : recipientIn(body.channel, body.user.id)
    const listed = await alerts.listInChannel(installedIn(body), channelId)
    const all = listed.ok ? listed.value : []
    const ts = body.container?.message_ts
    const ofPost = all.filter(({ postTs }) => postTs !== null && postTs === ts)
    // Of an older post only those are left that have not been announced since.
    const isNewest = ts !== undefined && all.every(({ postTs }) => postTs === null || postTs <= ts)
    const latest = newestOf(all.flatMap(({ announced }) => announced ?? []))
    await ack(
      isNewest && ofPost.length > 0
        ? placeOptions(ofPost, payload.value, null)
        : placeOptions(all, payload.value, latest && monthInWords(latest)),
    )
  })
}

const OLDER_POST = 'These are the latest figures. The post above is about an earlier month.'

/** Opens the report of the chosen place privately; below an older post it says that its figures are newer. */
export const openChosenPlace = async (context: ActionContext, event: BlockActionEvent): Promise<void> => {
  const { body, element } = event
  const report = async (): Promise<Outgoing | null> => {
    const id = openPlace.read(actionValue(element))
    if (id === null) return readyReply(staleButton()).outgoing
    const found = await context.alerts.find(installedIn(body), id)
    if (!found.ok) return readyReply(alertsUnavailable()).outgoing
    if (found.value === null) return readyReply(alertGone()).outgoing
    const { postcode, categories, name, postTs, announced } = found.value
    const isNewer = ({ months }: Report) =>
      postTs !== body.container.message_ts || isBehind(announced, newestOf(months))
    return answerQuery(context, { postcode, categories }, askerOf(body), {
      audience: audienceOf(context, body),
      sharedBy: null,
      toMessage: (shown, view) =>
        withRemarks(reportMessage({ ...shown, name }, view), isNewer(shown) ? OLDER_POST : ''),
    }).outgoing
  }
  return sendReply(answerContextOf(context, body), () => ({ outgoing: report(), loading: oneMoment }))
}
