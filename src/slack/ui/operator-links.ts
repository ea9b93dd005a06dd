import { link, type Mrkdwn } from './mrkdwn.ts'

/** Pages of whoever runs the app; null where there are none. */
export type OperatorPages = { readonly privacyUrl: string | null; readonly supportUrl: string | null }

// The four characters that would end a link, or begin something else, in Slack's mrkdwn.
const inLink = (url: string): string =>
  url.replaceAll('&', '&amp;').replaceAll('<', '%3C').replaceAll('>', '%3E').replaceAll('|', '%7C')

/** Links to the pages there are, for small print; null where there is none. */
export const operatorLinks = ({ privacyUrl, supportUrl }: OperatorPages): Mrkdwn | null => {
  const links = [
    ...(privacyUrl === null ? [] : [link(inLink(privacyUrl), 'Privacy')]),
    ...(supportUrl === null ? [] : [link(inLink(supportUrl), 'Support')]),
  ]
  return links.length === 0 ? null : { mrkdwn: links.map((it) => it.mrkdwn).join(' · ') }
}
