import type { IncidentCounts, Report } from '../crime/report.ts'
import { count } from '../slack/ui/format.ts'
import { joinMrkdwn, link, type Mrkdwn, mrkdwn, user } from '../slack/ui/mrkdwn.ts'
import { timeToken } from '../slack/ui/time.ts'
import { NO_OUTCOME_PUBLISHED } from './outcome-rows.ts'

const LICENCE = 'Open Government Licence v3.0'
const LICENCE_URL = 'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/'

/** Required wherever figures are shown. Source: the Open Government Licence, "You must". */
export const ATTRIBUTION = mrkdwn`Contains public sector information licensed under the ${link(LICENCE_URL, LICENCE)}.`

/** The same for text that is pasted elsewhere, where a link must be seen. */
export const ATTRIBUTION_IN_TEXT = `Contains public sector information licensed under the ${LICENCE} (${LICENCE_URL}).`

/** "2 records could not be read.", or null where all could. */
export const unreadableText = (unreadable: number): string | null => {
  if (unreadable === 0) return null
  return `${count(unreadable)} ${unreadable === 1 ? 'record' : 'records'} could not be read.`
}

/**
 * What stands under figures: when they were fetched, what is not published, who shared them, the licence.
 * A shared message is read on other days too, so its time comes with the day.
 */
export const footer = (
  report: Pick<Report, 'fetchedAt' | 'unreadable'>,
  shown: Pick<IncidentCounts, 'outcomeNotPublished' | 'total'>,
  sharedBy: string | null,
): Mrkdwn => {
  const unreadable = unreadableText(report.unreadable)
  return joinMrkdwn([
    mrkdwn`Fetched ${
      sharedBy === null
        ? mrkdwn`at ${timeToken(report.fetchedAt, '{time}')}`
        : timeToken(report.fetchedAt, '{date_short_pretty} at {time}')
    }.`,
    unreadable === null ? null : mrkdwn`${unreadable}`,
    // Where that is all there is, it has been said instead of the outcomes.
    shown.outcomeNotPublished > 0 && shown.outcomeNotPublished < shown.total
      ? mrkdwn`${NO_OUTCOME_PUBLISHED}`
      : null,
    sharedBy === null ? null : mrkdwn`Shared by ${user(sharedBy)}.`,
    ATTRIBUTION,
  ])
}
