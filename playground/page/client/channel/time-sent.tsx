const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const full = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'medium' })

/** When a message was sent, from Slack's timestamp in seconds, on the reader's own clock. */
export function TimeSent({ ts }: { ts: string }) {
  const sent = new Date(Number(ts) * 1000)
  if (Number.isNaN(sent.getTime())) return null
  return (
    <time dateTime={sent.toISOString()} title={full.format(sent)}>
      {clock.format(sent)}
    </time>
  )
}
