import { cut } from './limits.ts'

/**
 * Text in Slack's mrkdwn. Only the `mrkdwn` tag and the tokens here make one, so what comes from outside
 * cannot mention, link or signal: it is escaped wherever it is put in.
 */
export type Mrkdwn = { readonly mrkdwn: string }

/** Escapes the three characters that start Slack's control sequences. Source: docs.slack.dev, "Escaping text". */
export const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** Escapes, and cuts to `longest` UTF-16 units; what is cut off is never the half of an escaped character. */
export const escapeWithin = (text: string, longest: number): string =>
  cut(escapeText(text), longest).replace(/&[a-z]*…$/, '…')

const spliced = (part: string | number | Mrkdwn): string =>
  typeof part === 'object' ? part.mrkdwn : escapeText(String(part))

/** Our own words as mrkdwn; strings put in are escaped, other mrkdwn is taken as it is. */
export const mrkdwn = (words: TemplateStringsArray, ...parts: (string | number | Mrkdwn)[]): Mrkdwn => ({
  mrkdwn: String.raw({ raw: words }, ...parts.map(spliced)),
})

/** Sentences one after the other; the empty ones are left out. */
export const joinMrkdwn = (parts: readonly (Mrkdwn | null)[]): Mrkdwn => ({
  mrkdwn: parts.flatMap((part) => (part === null ? [] : [part.mrkdwn])).join(' '),
})

/** A link in our own words. */
export const link = (url: string, words: string): Mrkdwn => ({ mrkdwn: `<${url}|${escapeText(words)}>` })

/** A mention; anything that is no user id is shown as text. */
export const user = (id: string): Mrkdwn =>
  /^[UW][A-Z0-9]+$/.test(id) ? { mrkdwn: `<@${id}>` } : mrkdwn`${id}`

/** A channel by its name, as the reader may see it; anything that is no channel's id is shown as text. */
export const channel = (id: string): Mrkdwn =>
  /^[CG][A-Z0-9]+$/.test(id) ? { mrkdwn: `<#${id}>` } : mrkdwn`${id}`
