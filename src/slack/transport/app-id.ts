/** Tells the app's own payloads from another app's, which carry another `api_app_id`. */
export type AppIdCheck = { readonly isOurs: (appId: string | undefined) => boolean }

/** The app's id as an app token spells it ("xapp-1-A0123-…"); null where there is none to read. */
export const appIdOf = (appToken: string): string | null =>
  /^xapp-\d+-(A[A-Z0-9]+)-/.exec(appToken)?.[1] ?? null

/**
 * `known` is the app's id, from its app token or its installations. Where nobody has told (a bot token does
 * not say whose it is) it is learnt from the first payload: those are signed with this app's own secret, so the
 * first is no worse a witness than the rest.
 */
export const createAppIdCheck = (known: string | null): AppIdCheck => {
  let ours = known
  return {
    isOurs: (appId) => {
      if (appId === undefined) return true
      ours ??= appId
      return appId === ours
    },
  }
}
