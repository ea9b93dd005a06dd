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

/** That anti-social behaviour has no outcomes, or null. Where all incidents are that, the outcomes' place says so. */
export const notPublishedText = ({
  outcomeNotPublished,
  total,
}: Pick<IncidentCounts, 'outcomeNotPublished' | 'total'>): string | null =>
  outcomeNotPublished > 0 && outcomeNotPublished < total ? NO_OUTCOME_PUBLISHED : null

const orNull = (text: string | null): Mrkdwn | null => (text === null ? null : mrkdwn`${text}`)

/** The first line of what somebody has shared: who that was. None in a private message. */
export const sharedLine = (sharedBy: string | null): Block[] =>
  sharedBy === null ? [] : [context(mrkdwn`Shared by ${user(sharedBy)}`)]

// The police's own search by postcode: there is no address that a postcode could be put into.
const TRENDS = mrkdwn`Street Crime doesn’t keep past figures. For trends, see ${link('https://www.police.uk/pu/your-area/', 'your area on police.uk')}.`

/**
 * The line below figures: when they were fetched, what is not published, where to find trends, the licence. A shared
 * message is read on other days too, so its time comes with the day.
 */
export const footer = (
  { fetchedAt, unreadable }: Pick<Report, 'fetchedAt' | 'unreadable'>,
  shown: Pick<IncidentCounts, 'outcomeNotPublished' | 'total'>,
  sharedBy: string | null,
): Mrkdwn =>
  joinMrkdwn([
    sharedBy === null
      ? mrkdwn`Fetched at ${timeToken(fetchedAt, '{time}')}.`
      : mrkdwn`Fetched ${timeToken(fetchedAt, '{date_short_pretty} at {time}')}.`,
    orNull(unreadableText(unreadable)),
    orNull(notPublishedText(shown)),
    TRENDS,
    ATTRIBUTION,
  ])
