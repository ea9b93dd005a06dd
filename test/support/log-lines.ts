export type LogLine = { readonly level: string; readonly msg: string; readonly [field: string]: unknown }

/** A place for a log to write to, and what was written: as text, and as one object a line. */
export const collectLog = () => {
  const written: string[] = []
  const text = () => written.join('')
  const lines = (): LogLine[] =>
    text()
      .split('\n')
      .filter((line) => line !== '')
      .map((line): LogLine => JSON.parse(line))
  return { destination: { write: (line: string) => void written.push(line) }, text, lines }
}
