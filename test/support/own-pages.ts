import type { OwnPages } from '../../src/slack/ui/operator-links.ts'

/** As where PRIVACY_URL and SUPPORT_URL are not set. */
export const NO_PAGES: OwnPages = { privacyUrl: null, supportUrl: null }

export const PAGES: OwnPages = {
  privacyUrl: 'https://example.com/privacy?a=1&b=2',
  supportUrl: 'https://example.com/support|us',
}
