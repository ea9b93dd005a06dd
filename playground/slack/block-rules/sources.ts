// Where each rule was read. "SLACK.md" is the project's own sheet of facts about Slack; the pages are Slack's.
// A "?" marks what nobody could confirm: it is treated as able to fail.
const reference = 'docs.slack.dev/reference/block-kit'

export const limits = 'SLACK.md, Block Kit limits'
export const surfaces = 'SLACK.md, Block Kit limits, "Where they may stand"'
export const unconfirmed = (source: string): string => `${source} (?)`
export const blockPage = (name: string): string => `${reference}/blocks/${name}-block`
export const elementPage = (name: string): string => `${reference}/block-elements/${name}-element`
export const objectPage = (name: string): string => `${reference}/composition-objects/${name}-object`
export const blocksPage = `${reference}/blocks`
export const viewsPage = 'docs.slack.dev/reference/views'
export const suggestionPage = 'docs.slack.dev/reference/interaction-payloads/block_suggestion-payload'
