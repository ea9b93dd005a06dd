import type { Answer } from '../http-answer.ts'
import type { WorkspaceDirectory } from '../workspace/workspace-service.ts'

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

const link = (url: string, label: string): string => `<a href="${escaped(url)}">${escaped(label)}</a>`

/** @param home where the workspace itself is shown; undefined where it is shown nowhere */
const html = (status: number, body: string, home: string | undefined): Answer => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: [
    '<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Playground Slack</title>',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<style>:root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;margin:0 auto;max-width:36rem;padding:2rem 1rem}li{margin:.5rem 0}</style>',
    `</head><body>${body}`,
    home === undefined ? '' : `<p>${link(home, 'Back to the playground')}</p>`,
    '</body></html>',
  ].join(''),
})

/** The page for a link to install that is not valid. */
export const errorPage = (error: string, home: string | undefined): Answer =>
  html(400, `<h1>Something went wrong</h1><p>${escaped(error)}</p>`, home)

/** The page on which a person chooses where to install the app, or cancels. Slack's own looks different. */
export const consentPage = (
  request: URLSearchParams,
  { all }: WorkspaceDirectory,
  home: string | undefined,
): Answer => {
  const choice = (id: string, label: string) => {
    const params = new URLSearchParams(request)
    params.set('playground_install', id)
    return `<li>${link(`/oauth/v2/authorize?${params}`, label)}</li>`
  }
  const organisations = new Map(
    all.flatMap(({ workspace: { organisation: it } }) => (it ? [[it.id, it.name]] : [])),
  )
  const choices = [
    ...all.map(({ workspace: { id, name } }) => choice(id, `Allow in ${name}`)),
    ...[...organisations].map(([id, name]) => choice(id, `Allow in all of ${name}`)),
    choice('none', 'Cancel'),
  ]
  return html(200, `<h1>Street Crime asks for access</h1><ul>${choices.join('')}</ul>`, home)
}
