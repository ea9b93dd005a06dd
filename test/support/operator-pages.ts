import type { OperatorPages } from '../../src/slack/ui/mrkdwn.ts'

/** As where PRIVACY_URL and SUPPORT_URL are not set. */
export const NO_PAGES: OperatorPages = { privacyUrl: null, supportUrl: null }

export const PAGES: OperatorPages = {
  privacyUrl: 'https://example.com/privacy?a=1&b=2',
  supportUrl: 'https://example.com/support|us',
}
