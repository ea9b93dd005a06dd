const isWorkspace = (id: unknown): id is string => typeof id === 'string' && /^T/.test(id)

/**
 * The same payload with the workspace in which it happened. Where a whole organisation has the app Slack leaves `team`
 * null in views and names the organisation beside them (github.com/slackapi/bolt-js/issues/1720), and Bolt would take
 * the home of the person's account for the workspace acted in.
 */
export const withActingTeam = (body: unknown): unknown => {
  if (typeof body !== 'object' || body === null || !('view' in body) || !('team' in body)) return body
  const { team, view } = body
  if (team !== null || typeof view !== 'object' || view === null || !('team_id' in view)) return body
  if (!isWorkspace(view.team_id)) return body
  return { ...body, team: { id: view.team_id }, view: { ...view, app_installed_team_id: view.team_id } }
}
