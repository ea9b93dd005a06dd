import type { SlackMessage, View } from '../../playground/slack/slack.ts'
import type { AlertChoice } from '../../src/features/alerts/alert.ts'
import { wordsOf } from './canary-actions.ts'
import { month, postcode } from './incidents.ts'
import { priya, type Running } from './street-crime.ts'

export const sam = { user: 'U0SAM', channel: priya.channel }
/** A private channel of Priya's and Sam's, in which the app is not. */
export const COMMITTEE = 'C0COMMITTEE'
/** Where Priya and the app talk to each other. */
export const OWN = 'D0PRIYAAPP'

/** What people do with alerts, each deed waiting for what it leads to. */
export const alertDeeds = (running: Running) => {
  const { slack, alerts, postcodeArea } = running
  const workspace = { enterpriseId: '', teamId: slack.workspace.id }
  const owner = { ...workspace, userId: priya.user }

  const said = (match: (message: SlackMessage) => boolean): Promise<SlackMessage> => slack.nextMessage(match)
  /** The next message for this person alone. */
  const privately = (user = priya.user) => said((it) => it.visibleTo === user)
  const type = async (text: string, who = priya): Promise<SlackMessage> => {
    const answer = privately(who.user)
    await slack.command({ ...who, text })
    return answer
  }
  const shows = (words: string, user = priya.user): Promise<View> =>
    slack.nextView((view, whose) => view.type === 'modal' && whose === user && wordsOf(view).includes(words))
  /** Types what opens a window. */
  const typeOpening = async (text: string, words: string, who = priya): Promise<View> => {
    const window = shows(words, who.user)
    await slack.command({ ...who, text })
    return window
  }
  const press = (
    message: SlackMessage,
    actionId: string,
    who = priya,
    more: { value?: string; blockId?: string } = {},
  ) => slack.press({ user: who.user, channel: message.channel, ts: message.ts, actionId, ...more })
  const pressOpening = async (
    message: SlackMessage,
    actionId: string,
    words: string,
    more: { value?: string; blockId?: string } = {},
    who = priya,
  ): Promise<View> => {
    const window = shows(words, who.user)
    await press(message, actionId, who, more)
    return window
  }
  const pressAnswered = async (
    message: SlackMessage,
    actionId: string,
    more: { value?: string; blockId?: string } = {},
    who = priya,
  ): Promise<SlackMessage> => {
    const answer = privately(who.user)
    await press(message, actionId, who, more)
    return answer
  }
  const fill = (fields: Readonly<Record<string, string | readonly string[]>>, user = priya.user): void => {
    for (const [name, value] of Object.entries(fields)) slack.type({ user, actionId: `alert.${name}`, value })
  }
  /** Submits the window, and gives what is then before the person. */
  const submit = async (user = priya.user): Promise<View> => {
    await slack.submit({ user })
    const view = slack.modalOf(user)
    if (view === undefined) throw new Error('the window is closed')
    return view
  }
  /** An alert as it would be after some months. */
  const given = async (
    choice: Partial<Omit<AlertChoice, 'postcode'>> & { near?: string } = {},
    by = owner,
  ) => {
    const { near = 'LE1 1WA', ...rest } = choice
    const whole = {
      channelId: priya.channel,
      postcode: postcode(near),
      categories: [],
      inThread: true,
      pausedUntil: null,
      ...rest,
    }
    const set = await alerts.alerts.set(by, whole, month('2020-01'))
    if (!set.ok || set.value.kind !== 'set') throw new Error('the alert could not be given')
    return set.value.alert
  }
  const inChannel = (channel: string, user = priya.user) => slack.messages(channel, user)
  const calls = () => postcodeArea.calls.map((call) => call.postcode)
  return {
    ...running,
    workspace,
    owner,
    privately,
    type,
    shows,
    typeOpening,
    press,
    pressOpening,
    pressAnswered,
    fill,
    submit,
    given,
    inChannel,
    calls,
  }
}

/** Posts something as the alerts' delivery does, with the app's own token. */
export const postAs = async (
  { slack, config }: Running,
  channel: string,
  message: object,
): Promise<SlackMessage> => {
  if (config.slack.kind === 'oauth') throw new Error('This is for one workspace')
  const { botToken } = config.slack
  const said = slack.nextMessage((it) => it.visibleTo === 'channel')
  await fetch(`${slack.apiUrl}chat.postMessage`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${botToken}` },
    body: JSON.stringify({ channel, ...message }),
  })
  return said
}
