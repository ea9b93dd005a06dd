import type { Delivered, Said, Snapshot } from '../../snapshot.ts'

/** What is said of a line that was sent; nothing of a command, which the app answers. */
export function noticeOf(
  outcome: (Delivered | Said)['outcome'],
  { workspace, channel }: Pick<Snapshot, 'workspace' | 'channel'>,
): string {
  switch (outcome) {
    case 'said':
      return 'Everyone here can read that. The app reads only lines that start with /crime.'
    case 'invited':
      return `${workspace.appUser.name} is in ${channel.title} now.`
    case 'removed':
      return `${workspace.appUser.name} has left ${channel.title}.`
    default:
      return ''
  }
}
