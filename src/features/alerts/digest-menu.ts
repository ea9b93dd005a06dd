import type { App } from '@slack/bolt'
import { monthInWords } from '../../crime/dates.ts'
import { placeInWords } from '../../crime/postcode.ts'
import { withRemarks } from '../../reading/messages.ts'
import { answerContextOf, answerQuery, audienceOf } from '../../report/answer.ts'
import { reportMessage } from '../../report/message.ts'
import { staleButton } from '../../report/notices.ts'
import { actionValue, type BlockActionEvent } from '../../slack/block-actions.ts'
import { askerOf, installedIn } from '../../slack/identity.ts'
import { privateReply, sendReply } from '../../slack/respond.ts'
import { plain } from '../../slack/ui/blocks.ts'
import { option } from '../../slack/ui/elements.ts'
import { count } from '../../slack/ui/format.ts'
import { LIMITS } from '../../slack/ui/limits.ts'
import type { ActionContext } from './action-handlers.ts'
import { openPlace } from './actions.ts'
import { type Alert, recipientIn } from './alert.ts'
import { alertGone, alertsUnavailable } from './messages/notices.ts'

const MAX_TYPED = 60

const searchable = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

const groupLabel = (found: number, shown: number, latest: string | null): string => {
  if (latest !== null) return `Latest figures, ${latest}`
  if (found === 0) return 'No place with that name'
  return shown < found
    ? `${count(shown)} of ${count(found)} places: type to find others`
    : `${count(found)} ${found === 1 ? 'place' : 'places'}`
}

/** The places whose name or postcode holds every word that was typed; `latest` names the month of an older post's menu. */
export const placeOptions = (alerts: readonly Alert[], typed: string, latest: string | null) => {
  const words = searchable(typed.slice(0, MAX_TYPED)).split(/\s+/).filter(Boolean)
  const found = alerts.filter((alert) => {
    const text = searchable(`${placeInWords(alert)} ${alert.postcode.replace(' ', '')}`)
    return words.every((word) => text.includes(word))
  })
  const shown = found.slice(0, LIMITS.selectOptions)
  const label = plain(groupLabel(found.length, shown.length, latest), LIMITS.optionText)
  const options = shown.map((alert) => option({ text: placeInWords(alert), value: alert.id }))
  return options.length === 0 ? { options } : { option_groups: [{ label, options }] }
}

/** The newest month that alerts have announced, in words; null where none has any. */
const latestMonth = (alerts: readonly Alert[]): string | null => {
  const month = alerts
    .flatMap(({ announced }) => announced ?? [])
    .sort()
    .at(-1)
  return month === undefined ? null : monthInWords(month)
}

/** Registers what a digest's menu offers: the places of its post or, of an older one, those of its channel. */
export const registerDigestMenu = (app: App, { alerts }: ActionContext): void => {
  app.options(openPlace.id, async ({ ack, body, payload }) => {
    const channelId = body.channel === undefined ? body.user.id : recipientIn(body.channel, body.user.id)
    const listed = await alerts.listInChannel(installedIn(body), channelId)
    const all = listed.ok ? listed.value : []
    const ts = body.container?.message_ts
    const ofPost = all.filter(({ postTs }) => postTs !== null && postTs === ts)
    await ack(
      ofPost.length > 0
        ? placeOptions(ofPost, payload.value, null)
        : placeOptions(all, payload.value, latestMonth(all)),
    )
  })
}

/** Opens the report of the chosen place privately; below an older post it says that its figures are newer. */
export const openChosenPlace = async (context: ActionContext, event: BlockActionEvent): Promise<void> => {
  const { body, element } = event
  const replyContext = answerContextOf(context, body)
  const id = openPlace.read(actionValue(element))
  const found = id === null ? null : await context.alerts.find(installedIn(body), id)
  return sendReply(replyContext, () => {
    if (found === null) return privateReply(Promise.resolve(staleButton()), staleButton)
    if (!found.ok) return privateReply(Promise.resolve(alertsUnavailable()), alertsUnavailable)
    const alert = found.value
    if (alert === null) return privateReply(Promise.resolve(alertGone()), alertGone)
    const { postcode, categories, name, postTs } = alert
    const isOlder = postTs !== body.container.message_ts
    return answerQuery(context, { postcode, categories }, askerOf(body), {
      audience: audienceOf(context, body),
      sharedBy: null,
      toMessage: (report, view) =>
        withRemarks(
          reportMessage({ ...report, name }, view),
          isOlder ? 'These are the latest figures. The post above is about an earlier month.' : '',
        ),
    })
  })
}
