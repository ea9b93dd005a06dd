import type { OperatorPages } from '../slack/ui/mrkdwn.ts'

/** Where the app is installed from. */
export const INSTALL_PATH = '/slack/install'

/** Where Slack sends people back to. */
export const REDIRECT_PATH = '/slack/oauth_redirect'

/** A page for a browser, with its HTTP status. */
export type HtmlPage = { readonly status: number; readonly html: string }

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text in HTML, be it in an attribute. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign)

const STYLE = `:root{color-scheme:light dark}body{font:1.125rem/1.5 system-ui,sans-serif;margin:0 auto;max-width:38rem;padding:2rem 1rem}
h1{font-size:1.5rem;line-height:1.25}h2{font-size:1.25rem}code{font-size:1rem}li{margin:.5rem 0}`

/** `parts` are HTML of our own, with what comes from outside escaped. */
const page = (status: number, title: string, parts: readonly string[]): HtmlPage => ({
  status,
  html: `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)} – Street Crime</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
${parts.join('\n')}
</main>
</body>
</html>
`,
})

const link = (url: string, words: string): string => `<a href="${escapeHtml(url)}">${escapeHtml(words)}</a>`

/** What was installed, as far as its page says so. */
export type Installed = {
  /** Of the workspace or the organisation. */
  readonly name: string | null
  readonly appId: string
  /** '' for a whole organisation. */
  readonly teamId: string
  /** Where an organisation gives an app to its workspaces, as Slack says. */
  readonly organisationUrl: string | null
  /** What the app asked for and was not given. */
  readonly missingScopes: readonly string[]
}

const footer = ({ privacyUrl, supportUrl }: OperatorPages): string[] => {
  const links = [
    ...(privacyUrl === null ? [] : [link(privacyUrl, 'Privacy')]),
    ...(supportUrl === null ? [] : [link(supportUrl, 'Support')]),
  ]
  return links.length === 0 ? [] : [`<p>${links.join(' · ')}</p>`]
}

const FIRST_STEPS = `<h2>What to do next</h2>
<ol>
<li>In any channel, type <code>/crime</code> and a full postcode in England or Wales, such as <code>/crime SW1A 1AA</code>. Only you can see the answer.</li>
<li>Type <code>/crime help</code> to see what else you can type.</li>
<li>Open Street Crime under Apps in Slack to save the places you look up often, or to write to it there.</li>
<li>To ask in a thread, invite it to the channel with <code>/invite @Street Crime</code>, then type <code>@Street Crime SW1A 1AA</code>.</li>
</ol>
<p>Street Crime only sees messages that mention it and messages people send it under Apps. It can’t read any others.</p>`

const missing = ({ missingScopes }: Installed): string[] => {
  if (missingScopes.length === 0) return []
  const scopes = missingScopes.map((scope) => `<code>${escapeHtml(scope)}</code>`).join(', ')
  return [
    `<p>It has fewer permissions than it asks for, so parts of it won’t work. Missing: ${scopes}. Install it again and allow all of them, or tell whoever runs this app.</p>`,
  ]
}

/** After installing in a workspace. */
export const installedPage = (installed: Installed, pages: OperatorPages): HtmlPage => {
  const { name, appId, teamId } = installed
  return page(200, name === null ? 'Street Crime is installed' : `Street Crime is installed in ${name}`, [
    ...missing(installed),
    FIRST_STEPS,
    `<p>${link(`slack://app?team=${encodeURIComponent(teamId)}&id=${encodeURIComponent(appId)}`, 'Open Street Crime in the Slack app')}, or ${link(`https://app.slack.com/client/${encodeURIComponent(teamId)}`, 'open Slack in this browser')}.</p>`,
    ...footer(pages),
  ])
}

/** After installing for a whole organisation, which then says in which of its workspaces. */
export const organisationPage = (installed: Installed, pages: OperatorPages): HtmlPage => {
  const { name, appId, organisationUrl } = installed
  const manage = `${organisationUrl ?? ''}manage/organization/apps/profile/${encodeURIComponent(appId)}/workspaces/add`
  const words = 'choose the workspaces that can use it'
  return page(200, `Street Crime is installed for ${name ?? 'your organisation'}`, [
    ...missing(installed),
    `<p>There’s one more step: ${organisationUrl === null ? words : link(manage, words)}. People there can then use it straight away.</p>`,
    FIRST_STEPS,
    ...footer(pages),
  ])
}

/** Why an installation did not come about. */
export type InstallFailure = 'cancelled' | 'bad-state' | 'too-many' | 'unavailable' | 'refused'

const FAILURES: Readonly<Record<InstallFailure, readonly [status: number, title: string, words: string]>> = {
  cancelled: [
    403,
    'Street Crime wasn’t installed',
    'The request was turned down in Slack. Nothing has changed.',
  ],
  'bad-state': [
    400,
    'This link doesn’t work',
    'It may be more than 10 minutes old, already used, or from another browser or an older tab. Nothing has changed. Start again here, and finish in the same tab:',
  ],
  'too-many': [
    429,
    'Too many installations at once',
    'Wait a minute, then start again. Nothing has changed.',
  ],
  unavailable: [
    503,
    'Street Crime can’t finish installing at the moment',
    'It can’t reach its database. Start again in a few minutes.',
  ],
  refused: [
    502,
    'Slack didn’t confirm the installation',
    'Start again. If it happens again, tell whoever runs this app.',
  ],
}

/** Says why, and where to start again. `publicUrl` without a slash at the end. */
export const failurePage = (failure: InstallFailure, publicUrl: string, pages: OperatorPages): HtmlPage => {
  const [status, title, words] = FAILURES[failure]
  return page(status, title, [
    `<p>${words}</p>`,
    `<p>${link(`${publicUrl}${INSTALL_PATH}`, 'Install Street Crime')}</p>`,
    ...footer(pages),
  ])
}
