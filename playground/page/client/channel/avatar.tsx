import { type Author, initials } from './author.ts'

/** A square with initials; the name stands beside it, so it says nothing to a screen reader. */
export function Avatar({ name, kind }: Author) {
  return (
    <span className="avatar" data-kind={kind} aria-hidden="true">
      {initials(name)}
    </span>
  )
}
