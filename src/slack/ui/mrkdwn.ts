import { cut } from './limits.ts'

/**
 * Text in Slack's mrkdwn. The `mrkdwn` tag escapes the strings that are put in: text from outside cannot mention or link.
 */
export type Mrkdwn = { readonly mrkdwn: string }

/** Escapes Slack's three control characters. Source: docs.slack.dev/messaging/formatting-message-text#escaping. */
export const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** Cuts text that is escaped already, never inside an entity such as "&amp;". */
export const cutEscaped = (text: string, max: number): string => cut(text, max).replace(/&[a-z]*…$/, '…')

/** Escapes, and cuts to `max` UTF-16 units, never inside an escape. */
export const escapeWithin = (text: string, max: number): string => cutEscaped(escapeText(text), max)

const inserted = (part: string | number | Mrkdwn): string =>
  typeof part === 'object' ? part.mrkdwn : escapeText(String(part))

/** A template tag: strings put in are escaped, other mrkdwn is taken as it is. */
export const mrkdwn = (texts: TemplateStringsArray, ...parts: (string | number | Mrkdwn)[]): Mrkdwn => ({
  mrkdwn: String.raw({ raw: texts }, ...parts.map(inserted)),
})

// A low macron, since many fonts lack the full-width low line.
const LOOKALIKES: Readonly<Record<string, string>> = { '*': '∗', _: 'ˍ', '~': '∼', '`': 'ˋ', ':': '꞉' }
// An underscore inside a word makes nothing italic, and a colon alone no emoji.
const FORMATTING = /[*~`]|(?<![A-Za-z\d])_|_(?![A-Za-z\d])|:(?=[^\s:]+:)|(?<=:[^\s:]+):/g

/** A text from outside, within words of the app's own: what would format it, or make an emoji of it, is shown as a look-alike. */
export const literal = (text: string): Mrkdwn =>
  mrkdwn`${text.replace(FORMATTING, (mark) => LOOKALIKES[mark] ?? mark)}`

/** Joins the parts that are not null. */
export const joinMrkdwn = (parts: readonly (Mrkdwn | null)[], separator = ' '): Mrkdwn => ({
  mrkdwn: parts.flatMap((part) => (part === null ? [] : [part.mrkdwn])).join(separator),
})

/** A link. Only for urls of the app or its operator: the url is not escaped. */
export const link = (url: string, text: string): Mrkdwn => ({ mrkdwn: `<${url}|${escapeText(text)}>` })

/** Mentions a user; anything that is no user id is shown as text. */
export const user = (id: string): Mrkdwn =>
  /^[UW][A-Z0-9]+$/.test(id) ? { mrkdwn: `<@${id}>` } : mrkdwn`${id}`

/** Links to a channel, by the name the reader may see; anything that is no channel id is shown as text. */
export const channel = (id: string): Mrkdwn =>
  /^[CG][A-Z0-9]+$/.test(id) ? { mrkdwn: `<#${id}>` } : mrkdwn`${id}`

/** Pages of whoever runs the app, PRIVACY_URL and SUPPORT_URL; null where they are not set. */
export type OperatorPages = { readonly privacyUrl: string | null; readonly supportUrl: string | null }

// The characters that end a link in mrkdwn, or begin another token.
const escapeUrl = (url: string): string =>
  url.replaceAll('&', '&amp;').replaceAll('<', '%3C').replaceAll('>', '%3E').replaceAll('|', '%7C')

/** "Privacy · Support" as links, for a context line; null where neither is set. */
export const operatorLinks = ({ privacyUrl, supportUrl }: OperatorPages): Mrkdwn | null => {
  const links = [
    ...(privacyUrl === null ? [] : [link(escapeUrl(privacyUrl), 'Privacy')]),
    ...(supportUrl === null ? [] : [link(escapeUrl(supportUrl), 'Support')]),
  ]
  return links.length === 0 ? null : joinMrkdwn(links, ' · ')
}
