import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  escapeHtml,
  failurePage,
  type HtmlPage,
  type InstallFailure,
  installedPage,
  organisationPage,
} from '../../src/workspaces/install-pages.ts'
import { NO_PAGES, PAGES } from '../support/operator-pages.ts'

const installed = { name: 'Harbour', appId: 'A1', teamId: 'T1', organisationUrl: null, missingScopes: [] }
const failures: readonly InstallFailure[] = ['cancelled', 'bad-state', 'too-many', 'unavailable', 'refused']
const all: readonly (readonly [string, HtmlPage])[] = [
  ['installed', installedPage(installed, NO_PAGES)],
  ['installed, without a name', installedPage({ ...installed, name: null }, PAGES)],
  ['for an organisation', organisationPage({ ...installed, organisationUrl: 'https://e.slack.com/' }, PAGES)],
  ['for an organisation, without an address', organisationPage({ ...installed, name: null }, NO_PAGES)],
  ...failures.map((it) => [it, failurePage(it, 'https://crime.example.com', PAGES)] as const),
]

describe('a page', () => {
  it.each(all)('%s: one heading, a language, a title, no script, and no word of alarm', (_, { html }) => {
    expect(html).toMatch(/^<!doctype html>\n<html lang="en-GB">/)
    expect(html.match(/<h1>/g)).toHaveLength(1)
    const [, heading] = /<h1>(.*)<\/h1>/.exec(html) ?? []
    expect(html).toContain(`<title>${heading} – Street Crime</title>`)
    expect(html).toContain('name="viewport"')
    expect(html).toContain('<main>')
    expect(html).not.toMatch(/<script|javascript:|\son\w+=|https?:\/\/[^"]*\.(?:js|css)/)
    expect(html.replace('<!doctype', '')).not.toMatch(/!|cannot't|can't|oops|sorry/i)
  })

  it('each failure has its own status and leads back to where one begins', () => {
    const pages = failures.map((it) => failurePage(it, 'https://crime.example.com', NO_PAGES))
    expect(pages.map(({ status }) => status)).toEqual([403, 400, 429, 503, 502])
    for (const { html } of pages) expect(html).toContain('href="https://crime.example.com/slack/install"')
  })

  it('shows the names of others as text, whatever they are', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (name, id) => {
        const text = `"><script>${name}`
        const hostile = {
          ...{ name: text, appId: id, teamId: id, organisationUrl: `"'<${name}`, missingScopes: [text] },
        }
        for (const { html } of [installedPage(hostile, NO_PAGES), organisationPage(hostile, NO_PAGES)]) {
          expect(html).not.toContain('<script')
          expect(html).toContain(escapeHtml(hostile.name))
          const tags = html.match(/<[^>]*>/g) ?? []
          for (const tag of tags) expect(tag).toMatch(/^<[!/a-z][^<"]*("[^<"]*"[^<"]*)*>$/)
        }
      }),
    )
  })

  it('names the permissions that were not given, where some were not', () => {
    const partly = { ...installed, missingScopes: ['chat:write', 'im:history'] }
    for (const { html } of [installedPage(partly, NO_PAGES), organisationPage(partly, NO_PAGES)])
      expect(html).toContain(
        'It has fewer permissions than it asks for, so parts of it won’t work. Missing: <code>chat:write</code>, <code>im:history</code>.',
      )
    expect(installedPage(installed, NO_PAGES).html).not.toContain('permissions')
  })

  it('leads to the pages of whoever runs the app, where there are some', () => {
    const { html } = installedPage(installed, PAGES)
    expect(html).toContain('<a href="https://example.com/privacy?a=1&amp;b=2">Privacy</a>')
    expect(installedPage(installed, NO_PAGES).html).not.toContain('Privacy')
  })
})
