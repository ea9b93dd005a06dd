import type { SlackMessage, View } from '../../../playground/slack/slack.ts'
import type { AlertChoice } from '../../../src/features/alerts/alert.ts'
import { month, postcode } from '../incidents.ts'
import { priya, type Running } from '../street-crime.ts'
import { wordsOf } from './view-actions.ts'

export const sam = { user: 'U0SAM', channel: priya.channel }
/** A private channel of Priya's and Sam's, in which the app is not. */
export const COMMITTEE = 'C0COMMITTEE'
/** Where Priya and the app talk to each other. */
export const OWN = 'D0PRIYAAPP'

/** What people do with alerts, each step waiting for what it leads to. */
export const alertSteps = (running: Running) => {
  const { slack, alerts, postcodeArea } = running
  const workspace = { teamId: slack.workspace.id }
  const owner = { ...workspace, userId: priya.user }

  /** The next message for this person alone. */
  const nextPrivate = (user = priya.user): Promise<SlackMessage> =>
    slack.nextMessage((it) => it.visibleTo === user)
  const type = async (text: string, who = priya): Promise<SlackMessage> => {
    const answer = nextPrivate(who.user)
    await slack.command({ ...who, text })
    return answer
  }
  const shows = (words: string, user = priya.user): Promise<View> =>
    slack.nextView((view, whose) => view.type === 'modal' && whose === user && wordsOf(view).includes(words))
  /** Types what opens a modal. */
  const typeOpening = async (text: string, words: string, who = priya): Promise<View> => {
    const modal = shows(words, who.user)
    await slack.command({ ...who, text })
    return modal
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
    const modal = shows(words, who.user)
    await press(message, actionId, who, more)
    return modal
  }
  const pressAnswered = async (
    message: SlackMessage,
    actionId: string,
    more: { value?: string; blockId?: string } = {},
    who = priya,
  ): Promise<SlackMessage> => {
    const answer = nextPrivate(who.user)
    await press(message, actionId, who, more)
    return answer
  }
  const fill = (fields: Readonly<Record<string, string | readonly string[]>>, user = priya.user): void => {
    for (const [name, value] of Object.entries(fields)) slack.type({ user, actionId: `alert.${name}`, value })
  }
  /** Submits the modal, and gives the one that is open then. */
  const submit = async (user = priya.user): Promise<View> => {
    await slack.submit({ user })
    const view = slack.modalOf(user)
    if (view === undefined) throw new Error('the modal is closed')
    return view
  }
  /** An alert as it would be after some months. */
  const given = async (
    choice: Partial<Omit<AlertChoice, 'postcode'>> & { near?: string } = {},
    by = owner,
  ) => {
    const { near = 'LE1 1WA', ...rest } = choice
    const whole: AlertChoice = {
      name: null,
      minIncidents: null,
      channelId: priya.channel,
      postcode: postcode(near),
      categories: [],
      inThread: true,
      pausedUntil: null,
      ...rest,
    }
    const created = await alerts.alerts.create(by, [whole], new Map([[whole.postcode, month('2020-01')]]))
    const [alert] = created.ok ? created.value.alerts : []
    if (alert === undefined) throw new Error('the alert could not be set up')
    return alert
  }
  const inChannel = (channel: string, user = priya.user) => slack.messages(channel, user)
  const calls = () => postcodeArea.calls.map((call) => call.postcode)
  return {
    ...running,
    workspace,
    owner,
    nextPrivate,
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
  const posted = slack.nextMessage((it) => it.visibleTo === 'channel')
  await fetch(`${slack.apiUrl}chat.postMessage`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${botToken}` },
    body: JSON.stringify({ channel, ...message }),
  })
  return posted
}
