/** The two sides of the conversation with the app. */
export type Tab = 'home' | 'messages'

/** The tab in an address; Home unless it says otherwise, as in Slack. */
export function tabIn(text: string | undefined): Tab {
  return text === 'messages' ? 'messages' : 'home'
}
