import { BadRequest } from './bodies.ts'
import type { PageSlack } from './slack-port.ts'
import type { Said } from './snapshot.ts'

/**
 * What /invite and /remove do here: let the app into a channel, or out. Slack invites apps to channels alone.
 * Source: slack.com/help/articles/201980108, "Add people to a channel" (?: the command is tried by name only).
 * @param named as it was typed, "@Street Crime"
 * @throws BadRequest for anybody else, and where nobody is invited
 */
export function memberNamed(
  { workspace }: PageSlack,
  channel: string,
  named: string,
  what: 'invite' | 'remove',
): Said {
  const app = workspace.appUser.name
  if (named.trim().replace(/^@/, '').toLowerCase() !== app.toLowerCase())
    throw new BadRequest(422, `Only the app comes and goes here: /${what} @${app}`)
  const here = workspace.channels.find(({ id }) => id === channel)
  if (here?.kind !== 'channel' && here?.kind !== 'private')
    throw new BadRequest(422, 'An app is invited to channels only.')
  workspace[what](channel)
  return { outcome: what === 'invite' ? 'invited' : 'removed' }
}
