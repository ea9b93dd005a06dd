import { isUninstall } from './workspaces/uninstall-listener.ts'

/**
 * The names of all subcommands of /crime. They stand here so that a look-up is told from the rest before any of the
 * rest is loaded; a test holds them to the subcommands themselves.
 */
export const SUBCOMMANDS: readonly string[] = ['saved', 'alert', 'alerts', 'stop', 'forget', 'help']

/**
 * Whether a request's listener is there only once the features are. Commands and presses load by themselves what they
 * need, after their ack; and a workspace must be able to leave whatever happens.
 */
export const needsFeatures = (body: object): boolean =>
  !('command' in body) && !('type' in body && body.type === 'block_actions') && !isUninstall(body)
