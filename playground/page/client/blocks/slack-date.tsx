import { writeSlackDate } from './write-slack-date.ts'

type Props = { timestamp: string; format: string; fallback: string }

/** A date token, `<!date^…>`, in the reader's own time zone. */
export function SlackDate({ timestamp, format, fallback }: Props) {
  const seconds = Number(timestamp)
  const written = writeSlackDate(seconds, format)
  if (written === undefined) return fallback
  return <time dateTime={new Date(seconds * 1000).toISOString()}>{written}</time>
}
