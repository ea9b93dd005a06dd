import { type Block, bold, code, divider, header, paragraph, words } from '../../slack/ui/blocks.ts'

/** What one can type, with what it does. */
export type TypedLine = { readonly typed: string; readonly does: string }

/** What the app is, for who has neither looked anything up nor saved a place. */
export const welcome = (): Block[] => [
  header('Street crime near any postcode'),
  paragraph(
    words(
      'The latest month the police have published for England and Wales: how many incidents, of which kinds, how they ended and where they cluster.',
    ),
  ),
]

/** How it is used outside Home. */
export const howTo = (commands: readonly TypedLine[]): Block[] => [
  divider(),
  paragraph(
    bold('In any channel'),
    ...commands.flatMap(({ typed, does }) => [words('\n'), code(typed), words(` ${does}`)]),
  ),
]
