import { LRUCache } from 'lru-cache'

/** What the app asks for when it is installed; test/manifest.test.ts holds manifest.yml to the same. */
export const SCOPES: readonly string[] = [
  'commands',
  'chat:write',
  'chat:write.public',
  'app_mentions:read',
  'im:history',
]

/** What the app asks for and was not given. */
export const missingScopes = (given: readonly string[]): readonly string[] =>
  SCOPES.filter((scope) => !given.includes(scope))

const MAX_REMEMBERED = 1_000

/** Tells the operator, once a workspace, that it was installed with fewer scopes than this version asks for. */
export type ScopeCheck = (installedIn: string, scopes: readonly string[]) => void

/**
 * Such a workspace goes on as before: Slack only leaves out the events that the missing scopes are for. `installedIn` is
 * the workspace's id or the organisation's.
 */
export const createScopeCheck = (log: {
  readonly warn: (fields: object, message: string) => void
}): ScopeCheck => {
  const told = new LRUCache<string, true>({ max: MAX_REMEMBERED })
  return (installedIn, scopes) => {
    const missing = missingScopes(scopes).join(', ')
    if (missing === '' || told.has(installedIn)) return
    told.set(installedIn, true)
    log.warn(
      { installedIn, missing },
      'the app was installed without these scopes and does without: bring its manifest up to date and install it again',
    )
  }
}
