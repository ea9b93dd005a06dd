import { addMonths } from 'date-fns/addMonths'
import { z } from 'zod'
import { isKnownCategory } from '../../../crime/category.ts'
import { isDay } from '../../../crime/dates.ts'
import { readJson } from '../../../lib/read-json.ts'
import { failed, type Result, success } from '../../../lib/result.ts'
import { noPlaceNotice } from '../../../reading/messages.ts'
import { type Reading, read } from '../../../reading/reading.ts'
import { noticeText } from '../../../slack/ui/notice.ts'
import { ALERT_ID } from '../actions.ts'
import { type Alert, type AlertChoice, choiceOf, isPaused, isPersonal } from '../alert.ts'

/** What a modal keeps beside its fields, as private_metadata. */
export type FormMetadata = {
  /** The alert it is about; null for a new one. */
  readonly id: string | null
  /** The recipient is the person, so there is no channel to choose. */
  readonly personal: boolean
  /** The private_metadata of the Home it was opened from, to redraw that; null elsewhere. */
  readonly home: string | null
}

/** A form as it is shown: `channelId` null for the channel in front of the person. */
export type Form = FormMetadata &
  Omit<AlertChoice, 'postcode' | 'channelId'> & {
    readonly channelId: string | null
    readonly postcode: string
    /** Opened by Pause: the day is what to look at. */
    readonly pausing?: boolean
  }

/** The ids of the fields: of each block and its element alike. */
export const FIELDS = {
  channel: 'alert.channel',
  postcode: 'alert.postcode',
  categories: 'alert.categories',
  thread: 'alert.thread',
  paused: 'alert.paused',
} as const

/** What is wrong with which field, to be shown beside it. */
export type FieldErrors = Readonly<Record<string, string>>

/** An empty form for a recipient, but for what is given. */
export const newForm = (recipient: string, given: Partial<Form> = {}): Form => {
  const personal = isPersonal({ channelId: recipient })
  return {
    id: null,
    personal,
    home: null,
    channelId: personal ? null : recipient,
    postcode: '',
    categories: [],
    inThread: true,
    pausedUntil: null,
    ...given,
  }
}

/** The form of an alert as it stands; a pause that is over is left out. */
export const formOf = (alert: Alert, today: string, home: string | null): Form => {
  const { channelId, pausedUntil, ...choice } = choiceOf(alert)
  return newForm(channelId, {
    ...choice,
    id: alert.id,
    home,
    pausedUntil: isPaused(alert, today) ? pausedUntil : null,
  })
}

const PROPOSED_PAUSE_MONTHS = 3

/** The day that a pause is proposed to end, "YYYY-MM-DD": three months on, which is about three announcements. */
export const proposedPauseEnd = (today: string): string =>
  addMonths(new Date(`${today}T12:00:00Z`), PROPOSED_PAUSE_MONTHS)
    .toISOString()
    .slice(0, 10)

/** Packs private_metadata: an id of ours, a fixed word, and what Home packs. */
export const packMetadata = ({ id, personal, home }: FormMetadata): string =>
  JSON.stringify({
    ...(id === null ? {} : { alert: id }),
    ...(personal ? { personal } : {}),
    ...(home === null ? {} : { home: readJson(home) }),
  })

const packed = z.object({
  alert: z.string().regex(ALERT_ID).optional(),
  personal: z.boolean().optional(),
  home: z.object({}).loose().optional(),
})

/** Reads private_metadata; null for what this version did not write. */
export const unpackMetadata = (metadata: string): FormMetadata | null => {
  const read = packed.safeParse(readJson(metadata))
  if (!read.success) return null
  const { alert = null, personal = false, home } = read.data
  return { id: alert, personal, home: home === undefined ? null : JSON.stringify(home) }
}

const fieldState = z.object({
  value: z.string().nullish(),
  selected_conversation: z.string().nullish(),
  selected_date: z.string().nullish(),
  selected_options: z.array(z.object({ value: z.string().optional() })).nullish(),
})

/** As much of a submitted view as a form reads. */
type SubmittedView = {
  readonly private_metadata: string
  readonly state: { readonly values: Readonly<Record<string, Readonly<Record<string, unknown>>>> }
}

const PAST = 'Choose a date after today, or leave blank to keep it running.'

// Field errors are plain text: docs.slack.dev/surfaces/modals#displaying_errors
const postcodeError = (reading: Reading): string | null => {
  if (reading.postcodes.length > 1) return 'Type one postcode here. Each one needs its own alert.'
  return reading.postcodes.length === 1 ? null : noticeText(noPlaceNotice(reading, ''))
}

const fieldErrors = (
  postcode: string | null,
  channelId: string | null | undefined,
  pausedUntil: string | null,
  today: string,
): FieldErrors => ({
  ...(postcode === null ? {} : { [FIELDS.postcode]: postcode }),
  ...(channelId ? {} : { [FIELDS.channel]: 'Choose a channel.' }),
  ...(pausedUntil !== null && (!isDay(pausedUntil) || pausedUntil <= today) ? { [FIELDS.paused]: PAST } : {}),
})

/**
 * What was chosen, or what is wrong with which field. `today` is the day in London; `userId` the recipient of a
 * personal alert.
 */
export const readForm = (
  { state: { values } }: SubmittedView,
  { personal }: FormMetadata,
  userId: string,
  today: string,
): Result<AlertChoice, FieldErrors> => {
  const stateOf = (id: string) => fieldState.safeParse(values[id]?.[id]).data
  const reading = read(stateOf(FIELDS.postcode)?.value ?? '')
  const [postcode] = reading.postcodes
  const channelId = personal ? userId : stateOf(FIELDS.channel)?.selected_conversation
  const pausedUntil = stateOf(FIELDS.paused)?.selected_date ?? null
  const errors = fieldErrors(postcodeError(reading), channelId, pausedUntil, today)
  if (postcode === undefined || !channelId || Object.keys(errors).length > 0) return failed(errors)
  const slugs = (stateOf(FIELDS.categories)?.selected_options ?? []).flatMap(({ value }) => value ?? [])
  return success({
    channelId,
    postcode,
    // "LE1 1WA burglary" in the field counts where the menu has none.
    categories: slugs.length > 0 ? slugs.filter(isKnownCategory) : reading.categories,
    inThread: (stateOf(FIELDS.thread)?.selected_options ?? []).length > 0,
    pausedUntil,
  })
}
