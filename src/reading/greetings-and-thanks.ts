import { tokensOf } from './tokens.ts'

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '))

const THANKS = words(
  'thank thanks thx ty ta cheers great perfect brilliant lovely nice cool awesome excellent good ok okay bye goodbye noted got gotcha',
)
const BESIDE_THANKS = words(
  // "<3" is a heart.
  'you very much so many a lot thats again all helpful useful really for now and mate no it 3',
)
const GREETINGS = words('hello hi hey hiya howdy morning afternoon evening start')
const BESIDE_GREETING = words('good there street crime everyone all team to you')

// What is longer is neither thanks nor a greeting, and is not read twice.
const MAX_LENGTH = 200

/** The words of a short text; null for a longer one. */
const wordsOf = (text: string): readonly string[] | null =>
  text.length > MAX_LENGTH
    ? null
    : tokensOf(text.replace(/\bfor (?:all )?(?:your |the )?help\b/giu, '')).flatMap((token) =>
        token.kind === 'word' ? [token.key] : [],
      )

const areAll = (text: string, meant: ReadonlySet<string>, beside: ReadonlySet<string>): boolean => {
  const typed = wordsOf(text)
  if (typed === null) return false
  return typed.every((word) => meant.has(word) || beside.has(word)) && typed.some((word) => meant.has(word))
}

/** Whether a message says thanks or is a smiley, and wants no answer. */
export const isThanks = (text: string): boolean =>
  areAll(text, THANKS, BESIDE_THANKS) ||
  (text.trim() !== '' && wordsOf(text)?.length === 0 && /:[a-z\d_+-]+:|\p{Extended_Pictographic}/u.test(text))

/** Whether a message is a greeting, or empty. */
export const isGreeting = (text: string): boolean =>
  areAll(text, GREETINGS, BESIDE_GREETING) || wordsOf(text)?.length === 0
