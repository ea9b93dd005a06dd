import { randomBytes } from 'node:crypto'

/** The app in one workspace, or in a whole organisation. */
export type Install = {
  /** Of the workspace ("T…") or of the organisation ("E…"). */
  readonly id: string
  readonly token: string
  readonly scopes: readonly string[]
  /** The error that calls with this token get; undefined while it is valid. */
  readonly tokenError: string | undefined
}

export type Installs = {
  /** Installs the app, with a token of its own unless one is given. */
  add(id: string, scopes: readonly string[], token?: string): Install
  /** The live one of a workspace or an organisation. */
  at(id: string): Install | undefined
  /** The one a token belongs to, valid or not. */
  of(token: string): Install | undefined
  /** From now on its token gets this error. */
  end(id: string, tokenError: string): void
}

/**
 * Where the app is installed. Installing again gives the same token, as long as it is valid (?). Error words of a
 * token that is dead: docs.slack.dev/reference/methods/auth.test, "Errors".
 */
export const createInstalls = (): Installs => {
  const all = new Map<string, Install>()
  const at = (id: string) => [...all.values()].find((it) => it.id === id && it.tokenError === undefined)
  return {
    at,
    of: (token) => all.get(token),
    add: (id, scopes, token = at(id)?.token ?? `xoxb-${id}-${randomBytes(12).toString('hex')}`) => {
      const install: Install = { id, token, scopes, tokenError: undefined }
      all.set(token, install)
      return install
    },
    end: (id, tokenError) => {
      const install = at(id)
      if (install) all.set(install.token, { ...install, tokenError })
    },
  }
}
