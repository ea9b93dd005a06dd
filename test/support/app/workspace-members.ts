import type { Slack, SlackMessage } from '../../../playground/slack/slack.ts'
import { read } from '../read-message.ts'

/** A person in a channel of a workspace, and who has the app's token there. */
export const seats = [
  { team: 'T0PLAYGROUND', user: 'U0PRIYA', channel: 'C0NEIGHBOURS', holder: 'T0PLAYGROUND' },
  { team: 'T0HARBOUR', user: 'U0ANA', channel: 'C0HARBOUR', holder: 'T0HARBOUR' },
  { team: 'T0NORTH', user: 'U0KIM', channel: 'C0NORTH', holder: 'E0COUNTY' },
  { team: 'T0SOUTH', user: 'U0KIM', channel: 'C0SOUTH', holder: 'E0COUNTY' },
] as const

export type Seat = (typeof seats)[number]

/** Types /crime in a workspace and waits for the first answer there. */
export const askIn = async (slack: Slack, team: string, user: string, channel: string, text: string) => {
  const answered = slack.nextMessage((it) => it.channel === channel)
  const delivery = await slack.at(team).command({ user, channel, text })
  return { delivery, message: await answered }
}

/** Opens Home in a workspace and waits for the view. */
export const homeIn = async (slack: Slack, team: string, user: string) => {
  const shown = slack.nextView((view, seenBy) => view.team_id === team && seenBy === user)
  await slack.at(team).openHome({ user })
  return shown
}

/** What the app answers to a command, as the person reads it. */
export const sayIn = async (slack: Slack, { team, user, channel }: Seat, text: string): Promise<string> =>
  read((await askIn(slack, team, user, channel, text)).message)

/** Types what is answered for the person alone, whatever the channel is told beside it. */
export const privatelyIn = async (
  slack: Slack,
  seat: Seat,
  text: string,
  user: string = seat.user,
): Promise<SlackMessage> => {
  const answered = slack.nextMessage((it) => it.channel === seat.channel && it.visibleTo === user)
  await slack.at(seat.team).command({ user, channel: seat.channel, text })
  return answered
}
