import type { Button } from '@slack/types'
import { dayInWords, monthInWords, nextMonthName } from '../../../crime/dates.ts'
import { placeInWords } from '../../../crime/postcode.ts'
import { whatFailed } from '../../../reading/messages.ts'
import type { PlaceFault } from '../../../reading/place-lines.ts'
import { actions, code, type Message, message, span } from '../../../slack/ui/blocks.ts'
import { count, list } from '../../../slack/ui/format.ts'
import { groupedLines, type LineGroup, lineGroup } from '../../../slack/ui/line-groups.ts'
import { type Notice, notice, noticeParagraph, noticeText } from '../../../slack/ui/notice.ts'
import { type Alert, isPersonal, type SetUp } from '../alert.ts'
import { coverageInWords } from '../format.ts'
import { fullNotice } from './errors.ts'

/** Of an alert whose place lacks its local force's newest figures. */
export const FIGURES_MISSING =
  'The local police force’s latest figures are missing here: only the British Transport Police’s are out. We’ll post the force’s figures when they come out.'

const firstAnnouncement = ({ announced, waitingSince }: Alert): string => {
  if (waitingSince !== null) return FIGURES_MISSING
  return announced === null
    ? 'Nothing has been published for this place yet. We’ll post the first figures when they come out.'
    : `${monthInWords(announced)} is already out, so your first alert will be for ${nextMonthName(announced)}.`
}

/** "It’s paused until 1 March 2027.", where alerts are all paused until one day. `today` is the day in London. */
export const pauseOf = ([first, ...others]: readonly Alert[], today: string): string | null => {
  const day = first?.pausedUntil ?? null
  if (day === null || day <= today || others.some(({ pausedUntil }) => pausedUntil !== day)) return null
  return `${others.length === 0 ? 'It’s' : 'They’re'} paused until ${dayInWords(day)}.`
}

/** What a list's alerts cover, where they all cover the same; a line of the list may have categories of its own. */
const sharedCoverage = (alerts: readonly Alert[]): string | null => {
  const [coverage, ...others] = new Set(alerts.map((alert) => coverageInWords(alert)))
  return coverage === undefined || others.length > 0 ? null : coverage
}

const newAlert = (alert: Alert, withCoverage: boolean): string => {
  const more = [
    ...(withCoverage ? [coverageInWords(alert)] : []),
    ...(alert.waitingSince === null ? [] : ['the local police force’s latest figures are missing']),
  ]
  return more.length === 0 ? placeInWords(alert) : `${placeInWords(alert)}: ${more.join('; ')}`
}

const faultLine = ({ typed, failure }: PlaceFault): string => {
  if (failure?.kind === 'not-covered') {
    const why = whatFailed(failure).replace(`${failure.postcode} is `, '')
    return `${typed}: ${why.replace(/\.$/, '')}`
  }
  return failure?.kind === 'invalid-postcode' && failure.suggestion !== null
    ? `${typed}: did you mean ${failure.suggestion}?`
    : typed
}

const faultHeading = ({ failure }: PlaceFault) => {
  switch (failure?.kind) {
    case 'not-covered':
      return 'Not in England or Wales'
    case 'not-understood':
      return 'Not understood'
    case 'listed-twice':
      return 'Listed twice'
    default:
      return 'Not a full postcode'
  }
}

/** Of what `/crime alerts` lists too, so many lines are enough. */
const MAX_LISTED_TOO = 20

const groupsOf = (
  { alerts, existing, resumed = [], left, full }: SetUp,
  faults: readonly PlaceFault[],
): LineGroup[] => {
  const byHeading = Object.groupBy(faults, faultHeading)
  const notUsed = (heading: ReturnType<typeof faultHeading>, note = '') =>
    lineGroup(heading, (byHeading[heading] ?? []).map(faultLine), { note })
  const limit = full === null ? '' : fullNotice(full, left.some(isPersonal)).happened
  const most = MAX_LISTED_TOO
  const withCoverage = sharedCoverage(alerts) === null
  const added = alerts.map((alert) => newAlert(alert, withCoverage))
  return [
    lineGroup('Set up', added, { most }),
    lineGroup('Restarted', resumed.map(placeInWords), { most }),
    lineGroup('Already set up', existing.map(placeInWords), { most }),
    lineGroup('Not set up', left.map(placeInWords), { note: limit }),
    notUsed('Not in England or Wales'),
    notUsed('Not a full postcode'),
    notUsed('Not understood', 'Type each place on its own line, with its name or categories.'),
    notUsed('Listed twice', 'Each place has one alert, with the name that stands first.'),
  ]
}

const oneSetUp = (alert: Alert, today: string): Notice => {
  const told = isPersonal(alert)
    ? 'You’ll get it in your conversation with Street Crime.'
    : 'The channel has been told.'
  const next = pauseOf([alert], today) ?? firstAnnouncement(alert)
  return {
    happened: `Alert set up for ${placeInWords(alert)}, ${coverageInWords(alert)}.`,
    next: [span(`${told} ${next}`)],
  }
}

const manySetUp = ({ alerts, resumed = [] }: SetUp, today: string): Notice => {
  const all = [...alerts, ...resumed]
  const [first] = all
  if (first === undefined) return { happened: 'Nothing has changed.', next: [] }
  const coverage = resumed.length > 0 ? null : sharedCoverage(alerts)
  const counted = (of: readonly Alert[], done: string) =>
    of.length === 0 ? [] : [`${count(of.length)} ${of.length === 1 ? 'alert' : 'alerts'} ${done}`]
  const what = list([...counted(alerts, 'set up'), ...counted(resumed, 'restarted')])
  const [told, there] = isPersonal(first)
    ? ['You’ll get one message a month in your conversation with Street Crime.', 'there']
    : ['The channel has been told. It gets one post a month.', 'in the channel']
  const isMissing = all.some(({ waitingSince }) => waitingSince !== null)
  const later = pauseOf(all, today) ?? (isMissing ? 'We’ll post missing figures when they come out.' : null)
  const isCut = Math.max(alerts.length, resumed.length) > MAX_LISTED_TOO
  return {
    happened: `${what}${coverage === null ? '' : `, ${coverage}`}.`,
    next: [
      span(later === null ? told : `${told} ${later}`),
      ...(isCut ? [span(' To see them all, type '), code('/crime alerts'), span(` ${there}.`)] : []),
    ],
  }
}

/** What came of setting alerts up. Of more than one, every place and every line that was typed is in one of the lists. */
export const setUpMessage = (
  result: SetUp,
  faults: readonly PlaceFault[],
  today: string,
  buttons: readonly Button[] = [],
): Message => {
  const { alerts, resumed = [] } = result
  const [first, ...others] = alerts
  const groups = groupsOf(result, faults)
  const filled = groups.filter(({ lines }) => lines.length > 0)
  if (first !== undefined && others.length === 0 && filled.length === 1)
    return notice({ ...oneSetUp(first, today), buttons })
  const head = manySetUp(result, today)
  // The first line has counted the only list of what was done.
  const isCounted = filled.length === 1 && alerts.length + resumed.length > 0
  const lists = groupedLines(groups, { withHeadings: !isCounted })
  return message([noticeText(head), lists.text].join('\n'), [
    noticeParagraph(head),
    ...lists.blocks,
    ...actions('alerts.set-up', buttons),
  ])
}
