export type LogLine = { readonly level: string; readonly msg: string; readonly [field: string]: unknown }

const parse = (text: string): LogLine[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line): LogLine => JSON.parse(line))

/** A place for a log to write to, and what was written: as text, as one object a line, or as it comes. */
export const collectLog = () => {
  const written: string[] = []
  const waiting = new Set<(line: LogLine) => void>()
  const write = (text: string) => {
    written.push(text)
    for (const line of parse(text)) for (const tell of [...waiting]) tell(line)
  }
  /** The first line to come whose message holds these words. */
  const next = (words: string): Promise<LogLine> =>
    new Promise((resolve) => {
      const tell = (line: LogLine) => {
        if (!line.msg.includes(words)) return
        waiting.delete(tell)
        resolve(line)
      }
      waiting.add(tell)
    })
  const text = () => written.join('')
  return { destination: { write }, text, lines: () => parse(text()), next }
}
