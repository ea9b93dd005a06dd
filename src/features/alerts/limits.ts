/** Alerts a channel may have. A person's saved places have their own limit, in home/saved-place-repository.ts. */
export const MAX_IN_CHANNEL = 300

/** Alerts a workspace may have in all. */
export const MAX_IN_WORKSPACE = 2_000

/** The highest number of incidents from which on an alert may announce. */
export const MAX_MIN_INCIDENTS = 100_000
