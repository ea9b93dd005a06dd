import { joinMrkdwn, link, type Mrkdwn } from './mrkdwn.ts'

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
