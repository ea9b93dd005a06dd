/** How each token is written; Slack's page "Formatting text for app surfaces" lists them. */
const TOKENS: Record<string, Intl.DateTimeFormatOptions> = {
  date_num: { year: 'numeric', month: '2-digit', day: '2-digit' },
  date: { day: 'numeric', month: 'long', year: 'numeric' },
  date_short: { day: 'numeric', month: 'short', year: 'numeric' },
  date_long: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  time: { hour: '2-digit', minute: '2-digit' },
  time_secs: { hour: '2-digit', minute: '2-digit', second: '2-digit' },
}

/**
 * Writes a moment in the reader's own time zone, unless another is named. `_pretty` tokens say today, yesterday and
 * tomorrow where those fit.
 * @param seconds since 1970
 * @param format text with tokens in braces: "{date_pretty} at {time}"
 * @returns undefined when the moment or a token is not one, where Slack shows the fallback
 */
export function writeSlackDate(
  seconds: number,
  format: string,
  now = new Date(),
  timeZone?: string,
): string | undefined {
  const moment = new Date(seconds * 1000)
  if (Number.isNaN(moment.getTime())) return undefined
  let unknown = false
  const written = format.replace(/\{(\w+)\}/g, (_, token: string) => {
    const form = TOKENS[token.replace(/_pretty$/, '')]
    if (!form) unknown = true
    const near = token.endsWith('_pretty') ? nearDay(moment, now, timeZone) : undefined
    return near ?? inZone(form ?? {}, timeZone).format(moment)
  })
  return unknown ? undefined : written
}

function nearDay(moment: Date, now: Date, timeZone?: string): string | undefined {
  const day = (date: Date) => Date.parse(inZone({}, timeZone, 'sv-SE').format(date)) / 86_400_000
  return new Map([
    [-1, 'yesterday'],
    [0, 'today'],
    [1, 'tomorrow'],
  ]).get(day(moment) - day(now))
}

function inZone(form: Intl.DateTimeFormatOptions, timeZone?: string, locale = 'en-GB'): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, timeZone === undefined ? form : { ...form, timeZone })
}
