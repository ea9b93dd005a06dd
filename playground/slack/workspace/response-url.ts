import { randomBytes } from 'node:crypto'

/** What a response_url belongs to: a command, or an interaction with the message it came from. */
export type Origin = {
  readonly kind: 'commands' | 'actions'
  readonly user: string
  readonly channel: string
  /** The message a button stood in. */
  readonly ts?: string
  /** What the person typed. */
  readonly typed?: string
}

export type Grant = { readonly origin: Origin; readonly mintedAt: number; posts: number; typedShown: boolean }

export type ResponseUrls = {
  mint(origin: Origin): string
  find(path: string): Grant | undefined
}

/** Mints response_urls under `baseUrl` and remembers what each was given for. Nothing is ever forgotten: runs are short. */
export const createResponseUrls = (baseUrl: string, teamId: string, clock: () => number): ResponseUrls => {
  const grants = new Map<string, Grant>()
  return {
    mint: (origin) => {
      const path = `/${origin.kind}/${teamId}/${grants.size + 1}/${randomBytes(12).toString('hex')}`
      grants.set(path, { origin, mintedAt: clock(), posts: 0, typedShown: false })
      return `${baseUrl}${path}`
    },
    find: (path) => grants.get(path),
  }
}
