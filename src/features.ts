import type { App } from '@slack/bolt'
import type { Alerts } from './features/alerts/alerts.ts'
import { alertCommands } from './features/alerts/commands.ts'
import { alertsOnHome } from './features/alerts/home-section.ts'
import { listenToAlerts } from './features/alerts/listeners.ts'
import { linesOf } from './features/command/help.ts'
import { commandTable } from './features/command/subcommand-table.ts'
import { forgetCommand } from './features/home/forget-command.ts'
import { listenToHome } from './features/home/listeners.ts'
import { listenToSavePlace } from './features/home/save-place.ts'
import { listenToSavedList, savedCommand } from './features/home/saved-command.ts'
import type { SavedPlaces } from './features/home/saved-places.ts'
import { listenToShortcuts } from './features/shortcuts/listeners.ts'
import type { Counted, Use } from './lookup/quota.ts'
import { listenToIncidents } from './report/browse/listeners.ts'
import { listenToComparisons } from './report/compare/listeners.ts'
import type { ReportListeners } from './report/listeners.ts'
import { listenToFurtherChoices } from './report/overflow-listeners.ts'
import type { Presses } from './slack/block-actions.ts'
import { createIsVisitor } from './slack/external-users.ts'
import type { Subcommand } from './slack/subcommand.ts'
import type { OwnPages } from './slack/ui/operator-links.ts'

/** What people keep: nothing that is looked up needs it. */
export type Stores = { readonly places: SavedPlaces; readonly alerts: Alerts }

/** What features need. `usedToday` is what Home shows of a workspace's use. */
export type FeaturesContext = ReportListeners &
  Stores & {
    readonly pages: OwnPages
    readonly usedToday: (workspace: Counted) => Promise<Use | null>
  }

/**
 * Registers all that is not looking a postcode up, which is loaded when something first needs it. Gives the whole
 * table of /crime.
 */
export const listenToFeatures = (
  app: App,
  presses: Presses,
  context: FeaturesContext,
): readonly Subcommand[] => {
  const { alerts, clock } = context
  const subcommands = [savedCommand(context), ...alertCommands(context), forgetCommand(context)]
  const table = commandTable({ ...context, subcommands })
  listenToFurtherChoices(presses, context)
  listenToIncidents(app, presses, context)
  listenToComparisons(presses, context)
  listenToShortcuts(app, presses, context)
  listenToSavePlace(presses, context)
  listenToSavedList(presses, context)
  const redrawHome = listenToHome(app, presses, {
    ...context,
    sections: [alertsOnHome(alerts, clock)],
    commands: linesOf(table.filter(({ name }) => name !== 'help')),
  })
  listenToAlerts(app, presses, { ...context, redrawHome, isVisitor: createIsVisitor(clock) })
  return table
}
