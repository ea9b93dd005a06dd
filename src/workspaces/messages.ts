import { bold, type Message, paragraph, words } from '../slack/ui/blocks.ts'
import { escapeText } from '../slack/ui/mrkdwn.ts'

/** Where the app is installed from. */
export const INSTALL_PATH = '/slack/install'

/** Where Slack sends people back to. */
export const REDIRECT_PATH = '/slack/oauth_redirect'

/** To a workspace that has not installed the app. `publicUrl` without a slash at the end. */
export const notInstalled = (publicUrl: string): Message => {
  const url = `${publicUrl}${INSTALL_PATH}`
  const happened = 'Street Crime is not installed in this workspace.'
  return {
    text: `${happened} Somebody who may add apps can install it: ${escapeText(url)}`,
    blocks: [
      paragraph(
        bold(happened),
        words('\nSomebody who may add apps can '),
        { type: 'link', url, text: 'install Street Crime' },
        words(' here.'),
      ),
    ],
  }
}

/** While it cannot be looked up whether a workspace has the app. */
export const installationsUnavailable = (): Message => {
  const happened = 'Street Crime cannot look up this workspace just now.'
  const next = 'Try again in a few minutes. There is nothing to install again.'
  return { text: `${happened} ${next}`, blocks: [paragraph(bold(happened), words(`\n${next}`))] }
}
