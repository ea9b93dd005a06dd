import type { Kysely, Selectable } from 'kysely'
import type { InstallationTable, Tables } from '../database/tables.ts'
import type { Workspace } from '../slack/identity.ts'

/** What is asked for: the app in a workspace; `organisationWide` where Slack says that its organisation has it. */
export type ReadQuery = Workspace & { readonly organisationWide: boolean }

/** An installation as it is stored. */
export type Row = Selectable<InstallationTable>

const teamOf = ({ teamId, organisationWide }: ReadQuery): string => (organisationWide ? '' : teamId)

const distinct = (ids: readonly string[]): string[] => [...new Set(ids)].filter((id) => id !== '')

/**
 * The rows for many questions, in their order, by two statements at most. A workspace's own installation goes before
 * its organisation's, unless Slack says that it is the latter.
 */
export const findRows = async (
  db: Kysely<Tables>,
  queries: readonly ReadQuery[],
): Promise<readonly (Row | undefined)[]> => {
  const rows = db.selectFrom('installation').selectAll()
  const teams = distinct(queries.map(teamOf))
  // By the workspace alone: it may have joined an organisation since.
  const own = teams.length === 0 ? [] : await rows.where('team_id', 'in', teams).execute()
  const byTeam = new Map(own.map((row) => [row.team_id, row]))
  const others = queries.filter((query) => !byTeam.has(teamOf(query)))
  const enterprises = distinct(others.map(({ enterpriseId }) => enterpriseId))
  const whole =
    enterprises.length === 0
      ? []
      : await rows.where('enterprise_id', 'in', enterprises).where('organisation_wide', '=', true).execute()
  const byEnterprise = new Map(whole.map((row) => [row.enterprise_id, row]))
  return queries.map((query) => byTeam.get(teamOf(query)) ?? byEnterprise.get(query.enterpriseId))
}
