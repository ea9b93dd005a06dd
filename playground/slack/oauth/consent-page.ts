import type { Answer } from '../http-answer.ts'
import type { WorkspaceDirectory } from '../workspace/workspace-service.ts'

const html = (status: number, body: string): Answer => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Playground Slack</title></head><body>${body}</body></html>`,
})

const escaped = (words: string): string =>
  words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

/** What somebody reads who was sent here with a wrong address. */
export const refusalPage = (word: string): Answer => html(400, `<h1>Something went wrong</h1><p>${word}</p>`)

/** Where a person says where the app goes, or that it goes nowhere. Slack's own looks otherwise. */
export const consentPage = (asked: URLSearchParams, { all }: WorkspaceDirectory): Answer => {
  const choice = (id: string, words: string) => {
    const params = new URLSearchParams(asked)
    params.set('playground_install', id)
    return `<li><a href="${escaped(`/oauth/v2/authorize?${params}`)}">${escaped(words)}</a></li>`
  }
  const organisations = new Map(
    all.flatMap(({ workspace: { organisation: it } }) => (it ? [[it.id, it.name]] : [])),
  )
  const choices = [
    ...all.map(({ workspace: { id, name } }) => choice(id, `Allow in ${name}`)),
    ...[...organisations].map(([id, name]) => choice(id, `Allow in all of ${name}`)),
    choice('none', 'Cancel'),
  ]
  return html(200, `<h1>Street Crime asks for access</h1><ul>${choices.join('')}</ul>`)
}
