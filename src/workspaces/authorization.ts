import type { AnyMiddlewareArgs, Middleware } from '@slack/bolt'
import type { InstallationStore, Installation as SlackInstallation } from '@slack/oauth'
import type { ModalView } from '@slack/types'
import type { LogAt } from '../observability/log.ts'
import { type Message, span } from '../slack/ui/blocks.ts'
import { notice } from '../slack/ui/notice.ts'
import { modal } from '../slack/ui/views.ts'
import type { Respond } from '../slack/web-api/response-url.ts'
import { INSTALL_PATH } from './install-pages.ts'
import type { Installations } from './installation-cache.ts'
import type { Installation, InstallationResult } from './installation-repository.ts'
import { CannotDecrypt } from './token-cipher.ts'

/** Why a request has no token. */
export class Unauthorised extends Error {
  readonly why: 'not-installed' | 'unavailable'
  constructor(why: 'not-installed' | 'unavailable', options?: ErrorOptions) {
    super(
      why === 'unavailable' ? 'The installations are unavailable' : 'The app is not installed there',
      options,
    )
    this.name = 'Unauthorised'
    this.why = why
  }
}

/** What was found, or null. Rejects with Unauthorised where it cannot be known. */
export const orUnauthorised = async (finding: Promise<InstallationResult>): Promise<Installation | null> => {
  const found = await finding.catch((error: unknown) => {
    // The operator can mend an unreadable token; telling the person to install again would hide that.
    throw new Unauthorised('unavailable', { cause: error })
  })
  if (!found.ok) throw new Unauthorised('unavailable')
  return found.value
}

/** Reads what the OAuth flow ended with; null without a bot, and without a workspace or organisation. */
const fromSlack = (given: SlackInstallation): Installation | null => {
  const { team, enterprise, bot, isEnterpriseInstall: organisationWide = false } = given
  const enterpriseId = enterprise?.id ?? ''
  const teamId = organisationWide ? '' : (team?.id ?? '')
  if (bot === undefined || (organisationWide ? enterpriseId : teamId) === '') return null
  const { token: botToken, id: botId, userId: botUserId, scopes } = bot
  return { enterpriseId, teamId, organisationWide, botToken, botId, botUserId, scopes }
}

/** Stores what @slack/oauth has obtained. It reads nothing back: Bolt is given an `authorize` of ours. */
export const installationStore = (installations: Installations): InstallationStore => ({
  storeInstallation: async (given) => {
    const installation = fromSlack(given)
    if (installation === null) throw new Error('Slack gave no bot token')
    const saved = await installations.save(installation)
    if (!saved.ok) throw new Unauthorised('unavailable')
  },
  fetchInstallation: () => Promise.reject(new Error('installations are read by authorize alone')),
})

/** The Unauthorised inside of what @slack/oauth has wrapped around it. */
export const unauthorisedIn = (error: unknown): Unauthorised | null => {
  if (error instanceof Unauthorised) return error
  if (!(error instanceof Error)) return null
  return unauthorisedIn(error.cause ?? ('original' in error ? error.original : undefined))
}

/** `publicUrl` without a slash at the end. */
export const notInstalled = (publicUrl: string): Message => {
  const url = `${publicUrl}${INSTALL_PATH}`
  return notice({
    happened: 'Street Crime isn’t installed in this workspace.',
    next: [
      span('Someone who can add apps can '),
      { type: 'link', url, text: 'install Street Crime' },
      span('.'),
    ],
  })
}

/** While it cannot be looked up whether a workspace has the app. */
export const installationsUnavailable = (): Message =>
  notice({
    happened: 'Street Crime can’t check this workspace at the moment.',
    next: [span('Try again in a few minutes. You don’t need to install it again.')],
  })

type RequireInstallationOptions = {
  /** Where the app is installed from, without a slash at the end. */
  readonly publicUrl: string
  readonly reply: (responseUrl: string) => Respond
  readonly log: LogAt<'warn' | 'error'>
}

const fieldOf = (body: object, name: 'response_url' | 'team_id' | 'type'): unknown =>
  name in body ? Reflect.get(body, name) : undefined

/** A modal in place of a form that was submitted: without an answer the form would close as if it had been taken. */
export const inPlaceOfForm = ({ blocks }: Message): ModalView => modal({ title: 'Street Crime' }, blocks)

/**
 * Lets requests with an installation through to the listeners. What came without one is acked, and its sender told
 * privately why nothing comes of it, where Slack names an address for that or a form was submitted.
 */
export const requireInstallation =
  ({ publicUrl, reply, log }: RequireInstallationOptions): Middleware<AnyMiddlewareArgs> =>
  async ({ context, body, ack, next }) => {
    const { unauthorised } = context
    if (!(unauthorised instanceof Unauthorised)) return next()
    const { why, cause } = unauthorised
    const message = why === 'unavailable' ? installationsUnavailable() : notInstalled(publicUrl)
    // Bolt acks events by itself. Its type for all kinds of requests takes no answer, which those of forms do.
    const acknowledge: unknown = ack
    const isForm = fieldOf(body, 'type') === 'view_submission'
    const answer = isForm ? { response_action: 'update', view: inPlaceOfForm(message) } : undefined
    if (typeof acknowledge === 'function') await acknowledge(answer)
    const team = fieldOf(body, 'team_id')
    if (cause === undefined) log.warn({ why, team }, 'a request of a workspace without its token')
    else if (cause instanceof CannotDecrypt)
      log.error({ err: cause, team }, 'a token cannot be read: is its key in ENCRYPTION_KEY?')
    else log.error({ err: cause, team }, 'the installations cannot be read')
    const responseUrl = fieldOf(body, 'response_url')
    if (typeof responseUrl !== 'string') return
    await reply(responseUrl)(message).catch((failure: unknown) => {
      log.error({ err: failure }, 'a person was left without an answer: Slack took no reply')
    })
  }
