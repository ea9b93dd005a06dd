import { addMonths } from 'date-fns/addMonths'

const PROPOSED_MONTHS = 3

/** The day that a pause is proposed to end, "YYYY-MM-DD": three months on, which is about three announcements. */
export const pauseProposed = (today: string): string =>
  addMonths(new Date(`${today}T12:00:00Z`), PROPOSED_MONTHS)
    .toISOString()
    .slice(0, 10)
