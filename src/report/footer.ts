import type { IncidentCounts, Report } from '../crime/report.ts'
import { type Block, context } from '../slack/ui/blocks.ts'
import { count, timeToken } from '../slack/ui/format.ts'
import { joinMrkdwn, link, type Mrkdwn, mrkdwn, user } from '../slack/ui/mrkdwn.ts'
import { NO_OUTCOME_PUBLISHED } from './breakdowns.ts'

const LICENCE = 'Open Government Licence v3.0'
const LICENCE_URL = 'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/'

/** Required by the licence wherever figures are shown ("You must", at LICENCE_URL). */
export const ATTRIBUTION = mrkdwn`Contains public sector information licensed under the ${link(LICENCE_URL, LICENCE)}.`

/** The attribution for plain text, with the address written out. */
export const ATTRIBUTION_TEXT = `Contains public sector information licensed under the ${LICENCE} (${LICENCE_URL}).`

/** "2 records could not be read.", or null where all could. */
export const unreadableText = (unreadable: number): string | null =>
  unreadable === 0
    ? null
    : `${count(unreadable)} ${unreadable === 1 ? 'record' : 'records'} could not be read.`

/** That anti-social behaviour has no outcomes; null without any, and where it is all there is: then it stands above. */
export const notPublishedText = ({
  outcomeNotPublished,
  total,
}: Pick<IncidentCounts, 'outcomeNotPublished' | 'total'>): string | null =>
  outcomeNotPublished > 0 && outcomeNotPublished < total ? NO_OUTCOME_PUBLISHED : null

const orNull = (text: string | null): Mrkdwn | null => (text === null ? null : mrkdwn`${text}`)

/** The first line of a shared message, which names who shared it; nothing in a private one. */
export const sharedLine = (sharedBy: string | null): Block[] =>
  sharedBy === null ? [] : [context(mrkdwn`Shared by ${user(sharedBy)}`)]

// The police's own search: it takes no postcode in its address.
const TRENDS = mrkdwn`Street Crime doesn’t keep past figures. For trends, see ${link('https://www.police.uk/pu/your-area/', 'police.uk')}.`

type Source = Pick<Report, 'fetchedAt' | 'unreadable'>

/** When the oldest of some figures were fetched, and how many records of all could not be read. */
export const sourceOf = (reports: readonly Source[]): Source => ({
  fetchedAt: Math.min(...reports.map(({ fetchedAt }) => fetchedAt)),
  unreadable: reports.reduce((sum, { unreadable }) => sum + unreadable, 0),
})

/**
 * The line below figures: when they were fetched, what is not published, where to find trends, the licence. With the
 * day, "today at 14:02": much of it is read on other days too.
 */
export const footer = (
  { fetchedAt, unreadable }: Source,
  shown: Pick<IncidentCounts, 'outcomeNotPublished' | 'total'>,
): Mrkdwn =>
  joinMrkdwn([
    mrkdwn`Fetched ${timeToken(fetchedAt, '{date_short_pretty} at {time}')}.`,
    orNull(unreadableText(unreadable)),
    orNull(notPublishedText(shown)),
    TRENDS,
    ATTRIBUTION,
  ])

/** The line below figures of several places, which name no outcomes. */
export const footerOfPlaces = (reports: readonly Source[]): Mrkdwn =>
  footer(sourceOf(reports), { outcomeNotPublished: 0, total: 0 })
