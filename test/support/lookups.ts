import type { Postcode } from '../../src/crime/postcode.ts'
import type { ReportResult } from '../../src/lookup/cache.ts'
import type { Lookup } from '../../src/lookup/lookup.ts'
import { createOwnConversations, type OwnConversations } from '../../src/slack/subcommand.ts'
import type { ChartMessage, ChartSupport } from '../../src/slack/ui/charts.ts'
import type { Respond, RespondOptions } from '../../src/slack/web-api/response-url.ts'

/** A look-up that finds what it is told to, and the postcodes it was asked for. */
export const lookupOf = (find: (postcode: Postcode) => ReportResult | Promise<ReportResult>) => {
  const asked: Postcode[] = []
  const lookup: Lookup = {
    near: async (postcode) => {
      asked.push(postcode)
      return find(postcode)
    },
    peek: () => undefined,
    isInFlight: () => false,
    get: () => undefined,
    close: () => undefined,
  }
  return { lookup, asked }
}

/** Replies that are kept, each with the address it went to. */
export const keptReplies = () => {
  const sent: { readonly to: string; readonly message: ChartMessage; readonly options: RespondOptions }[] = []
  const reply =
    (to: string): Respond =>
    async (message, options = {}) =>
      void sent.push({ to, message, options })
  return { reply, sent }
}

/** A log of errors that is kept. */
export const keptErrors = () => {
  const errors: { readonly fields: object; readonly message: string }[] = []
  return {
    log: { error: (fields: object, message: string) => void errors.push({ fields, message }) },
    errors,
  }
}

/** Workspaces that all have charts. */
export const charts: ChartSupport = { isSupported: () => true, markUnsupported: () => undefined }

/** The app's own conversation is D0OWN. */
export const ownConversations: OwnConversations = createOwnConversations()
ownConversations.add('D0OWN')
