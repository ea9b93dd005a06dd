/** What went wrong with a press; nothing to see while nothing did. */
export function Trouble({ words }: { words: string }) {
  return (
    <p className="trouble" role="status">
      {words}
    </p>
  )
}
