import type { App } from '@slack/bolt'
import type { AlertRepository } from './features/alerts/alerts.ts'
import { alertCommands } from './features/alerts/commands.ts'
import { alertsOnHome } from './features/alerts/home-section.ts'
import { registerAlerts } from './features/alerts/listeners.ts'
import { linesOf } from './features/command/help.ts'
import { commandTable } from './features/command/subcommand-table.ts'
import { registerHome } from './features/home/listeners.ts'
import type { SavedPlaceRepository } from './features/home/saved-place-repository.ts'
import { forgetCommand, registerSavedPlaces, savedCommand } from './features/home/saved-places.ts'
import { registerShortcuts } from './features/shortcuts/listeners.ts'
import type { UsageToday } from './lookup/quota.ts'
import { registerBrowse } from './report/browse/listeners.ts'
import { registerComparisons } from './report/compare/listeners.ts'
import type { ReportListeners } from './report/listeners.ts'
import { registerOverflowMenu } from './report/overflow-listeners.ts'
import type { BlockActions } from './slack/block-actions.ts'
import { createIsExternalUser } from './slack/external-users.ts'
import type { Workspace } from './slack/owner.ts'
import type { Subcommand } from './slack/subcommand.ts'
import type { OperatorPages } from './slack/ui/operator-links.ts'

/** What people keep: nothing that is looked up needs it. */
export type Stores = { readonly places: SavedPlaceRepository; readonly alerts: AlertRepository }

/** What features need. `usedToday` is what Home shows of a workspace's use. */
export type FeaturesContext = ReportListeners &
  Stores & {
    readonly pages: OperatorPages
    readonly usedToday: (workspace: Workspace) => Promise<UsageToday | null>
  }

/**
 * Registers all that is not looking a postcode up, which is loaded when something first needs it. Gives the whole
 * table of /crime.
 */
export const registerFeatures = (
  app: App,
  presses: BlockActions,
  context: FeaturesContext,
): readonly Subcommand[] => {
  const { alerts, clock } = context
  const subcommands = [savedCommand(context), ...alertCommands(context), forgetCommand(context)]
  const table = commandTable({ ...context, subcommands })
  registerOverflowMenu(presses, context)
  registerBrowse(app, presses, context)
  registerComparisons(presses, context)
  registerShortcuts(app, presses, context)
  registerSavedPlaces(presses, context)
  const redrawHome = registerHome(app, presses, {
    ...context,
    sections: [alertsOnHome(alerts, clock)],
    commands: linesOf(table.filter(({ name }) => name !== 'help')),
  })
  registerAlerts(app, presses, { ...context, redrawHome, isVisitor: createIsExternalUser(clock) })
  return table
}
