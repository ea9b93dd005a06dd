/** The parts of an app's manifest that change what Slack does; a parsed file fits as it is. */
export type Manifest = {
  readonly features?: {
    readonly app_home?: {
      readonly home_tab_enabled?: boolean
      readonly messages_tab_enabled?: boolean
      readonly messages_tab_read_only_enabled?: boolean
    }
    readonly slash_commands?: readonly { readonly command: string }[]
    readonly shortcuts?: readonly { readonly type: string; readonly callback_id: string }[]
  }
  readonly oauth_config?: {
    readonly scopes?: { readonly bot?: readonly string[] }
    readonly redirect_urls?: readonly string[]
  }
  readonly settings?: {
    readonly event_subscriptions?: { readonly bot_events?: readonly string[] }
    readonly interactivity?: { readonly is_enabled?: boolean; readonly message_menu_options_url?: string }
  }
}

export type ManifestRules = {
  readonly homeTab: boolean
  readonly messagesTab: boolean
  /** Whether people may write to the app in its conversation. */
  readonly canWriteToApp: boolean
  readonly interactivity: boolean
  readonly scopes: readonly string[]
  hasCommand(command: string): boolean
  hasEvent(type: string): boolean
  /** Whether people may be sent back to this address after installing. */
  hasRedirect(uri: string): boolean
  hasShortcut(type: 'global' | 'message', callbackId: string): boolean
  /** Where options are requested over HTTP, given the request URL; undefined: nowhere. */
  suggestionsUrl(requestUrl: string): string | undefined
}

const everything: ManifestRules = {
  homeTab: true,
  messagesTab: true,
  canWriteToApp: true,
  interactivity: true,
  scopes: ['commands', 'chat:write'],
  hasCommand: () => true,
  hasEvent: () => true,
  hasRedirect: () => true,
  hasShortcut: () => true,
  suggestionsUrl: (url) => url,
}

/**
 * What an app with this manifest may do and is sent; without one, everything. What a manifest leaves out is off,
 * which for the tabs of app_home is a guess (?). Only the path of an address in it counts, since the app runs elsewhere.
 */
export const manifestRules = (manifest: Manifest | undefined): ManifestRules => {
  if (!manifest) return everything
  const { features = {}, oauth_config, settings = {} } = manifest
  const optionsUrl = settings.interactivity?.message_menu_options_url
  return {
    homeTab: features.app_home?.home_tab_enabled === true,
    messagesTab: features.app_home?.messages_tab_enabled === true,
    canWriteToApp:
      features.app_home?.messages_tab_enabled === true &&
      features.app_home.messages_tab_read_only_enabled === false,
    interactivity: settings.interactivity?.is_enabled === true,
    scopes: oauth_config?.scopes?.bot ?? [],
    hasCommand: (command) => features.slash_commands?.some((it) => it.command === command) ?? false,
    hasEvent: (type) => settings.event_subscriptions?.bot_events?.includes(type) ?? false,
    hasRedirect: (uri) =>
      oauth_config?.redirect_urls?.some(
        (it) => URL.canParse(uri) && new URL(it).pathname === new URL(uri).pathname,
      ) ?? false,
    hasShortcut: (type, callbackId) =>
      features.shortcuts?.some((it) => it.type === type && it.callback_id === callbackId) ?? false,
    suggestionsUrl: (url) => optionsUrl && new URL(new URL(optionsUrl).pathname, url).href,
  }
}
