/** Where something stands in a text: from the index of its first character to the one behind its last. */
export type Span = { readonly from: number; readonly to: number }

/** What a text is made of, and where. Quotes, asterisks, backticks and emoji are left out. */
export type Token = Span &
  (
    | {
        readonly kind: 'word'
        /** As it was typed. */
        readonly text: string
        /** In lower case and without apostrophes, to be looked up. */
        readonly key: string
        /** A hyphen or underscore joins it to the word before: "SW1A-1AA". */
        readonly joined: boolean
      }
    | { readonly kind: 'mark'; readonly mark: Mark }
    /** "@sam", "#general", "<@U123>" or "<!here>". */
    | { readonly kind: 'mention' }
  )

/** What separates words; characters that mean the same are one mark. */
export type Mark = ',' | ';' | '-' | '(' | '.' | '?' | ':' | '\n'

// A message has no more: docs.slack.dev/reference/methods/chat.postMessage
const MAX_MESSAGE = 40_000
/** Characters of what is typed to the app; beyond them it is not read. A field takes 3,000, a form has five. */
export const MAX_TYPED = 20_000

const MARKS: ReadonlyMap<string, Mark> = new Map(
  (
    [
      [',', ',/|→='],
      [';', ';•'],
      ['(', '([{)]}'],
      ['.', '.…!'],
      ['?', '?'],
      [':', ':'],
      ['\n', '\n'],
    ] as const
  ).flatMap(([mark, characters]) => [...characters].map((character): [string, Mark] => [character, mark])),
)

/** Slack's links in a text, each as its label: docs.slack.dev/messaging/formatting-message-text. */
export const withoutLinks = (text: string): string => text.replace(/<[a-z]+:[^|<>\s]*\|([^<>]*)>/giu, ' $1 ')

/**
 * Text as people see it, in one kind of space: without Slack's entities and invisible characters; a link is its label
 * (docs.slack.dev/messaging/formatting-message-text).
 */
export const visibleText = (text: string, maxLength = MAX_MESSAGE): string =>
  withoutLinks(text.slice(0, maxLength).toWellFormed().normalize('NFKC').slice(0, maxLength))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/[\p{Cf}\p{Variation_Selector}]/gu, '')
    .replace(/[\r\u2028\u2029]/gu, '\n')
    .replace(/(?:(?!\n)[\s\p{Cc}])+/gu, ' ')
    .replace(/ ?\n[ \n]*/gu, '\n')

// Each alternative takes a whole run of its characters, so that the work grows with the length of the text. A mention, an
// emoji, a word, a dash that stands apart, or another character that is no space. Without names for the groups, since an
// object of them for each match takes as long as the match.
const SCAN =
  /(<[@#!][^<>]*>|[@#][\p{L}\p{N}_.-]+)|:[a-z\d+-][a-z\d_+-]{0,40}:|(\d+(?:[.:]\d+)+|[\p{L}\p{N}\p{M}]+(?:['’]\p{L}+)*)|( [\p{Pd}]+ ?|[\p{Pd}]+ )|([^ ])/gu

const POSTCODE_IN_ADDRESS = /(?<![a-z\d])[a-z]{1,2}\d[a-z\d]?(?:[.+_-]|%20)?\d[a-z]{2}(?![a-z\d])/giu

// "PO1.3LJ", and "RG1+1LZ" or "RG1%201LZ" of an address of a map.
const SPLIT_POSTCODE = /(?<![\p{L}\p{N}])([a-z]{1,2}\d[a-z\d]?)(?:[.+]|%20)(\d[a-z]{2})(?![\p{L}\p{N}])/giu

/** A text with its postcodes in one piece: of an address of the web only a postcode in it is read. */
export const withoutAddresses = (text: string): string =>
  text
    .replace(
      /\bhttps?:\/\/[^\s<>]*/giu,
      (address) => ` ${address.match(POSTCODE_IN_ADDRESS)?.join(' ') ?? ''} `,
    )
    .replace(SPLIT_POSTCODE, '$1 $2')

/** What is read of a text that was typed to the app: as people see it, of addresses of the web only postcodes. */
export const typedText = (text: string): string => withoutAddresses(visibleText(text, MAX_TYPED))

/** The tokens of a text as typedText gives it. */
export const tokensIn = (visible: string): Token[] => {
  const tokens: Token[] = []
  let endOfWord = -1
  for (const match of visible.matchAll(SCAN)) {
    const { 0: whole, 1: mention, 2: word, 3: apart, 4: other, index } = match
    const span = { from: index, to: index + whole.length }
    if (word !== undefined) {
      const joined = endOfWord >= 0 && index === endOfWord + 1 && /[\p{Pd}_]/u.test(visible[endOfWord] ?? '')
      tokens.push({
        kind: 'word',
        text: word,
        key: word.toLowerCase().replace(/['’]/gu, ''),
        joined,
        ...span,
      })
      endOfWord = span.to
    } else if (mention !== undefined) tokens.push({ kind: 'mention', ...span })
    else if (apart !== undefined) tokens.push({ kind: 'mark', mark: '-', ...span })
    else if (other === '&' || other === '+')
      tokens.push({ kind: 'word', text: other, key: 'and', joined: false, ...span })
    else {
      const mark = MARKS.get(other ?? '')
      if (mark !== undefined) tokens.push({ kind: 'mark', mark, ...span })
    }
  }
  return tokens
}

/** The tokens of a text. */
export const tokensOf = (text: string): Token[] => tokensIn(typedText(text))
