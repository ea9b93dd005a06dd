const SIGNS: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&amp;': '&' }

/** What a person typed, from the text that Slack keeps of it, with three signs escaped. */
export function saidIn(text: string): string {
  return text.replace(/&(?:lt|gt|amp);/g, (escaped) => SIGNS[escaped] ?? escaped)
}
