import { addMonths } from 'date-fns/addMonths'
import { z } from 'zod'
import { isKnownCategory } from '../../../crime/category.ts'
import { isDay } from '../../../crime/dates.ts'
import { readName } from '../../../crime/postcode.ts'
import { failed, type Result, success } from '../../../lib/result.ts'
import { noPlaceNotice } from '../../../reading/messages.ts'
import { type PlaceFault, type PlaceList, readPlaceLines } from '../../../reading/place-lines.ts'
import { type Reading, read } from '../../../reading/reading.ts'
import { noticeText } from '../../../slack/ui/notice.ts'
import { readJson } from '../../../slack/ui/views.ts'
import { ALERT_ID } from '../actions.ts'
import {
  type Alert,
  type AlertChoice,
  choiceFor,
  choiceOf,
  isPaused,
  isPersonal,
  MAX_MIN_INCIDENTS,
} from '../alert.ts'

/** What a modal keeps beside its fields, as private_metadata. */
export type FormMetadata = {
  /** The alert it is about; null for new ones. */
  readonly id: string | null
  /** The recipient is the person, so there is no channel to choose. */
  readonly personal: boolean
  /** The private_metadata of the Home it was opened from, to redraw that; null elsewhere. */
  readonly home: string | null
}

/** A form as it is shown: `channelId` null for the channel in front of the person. */
export type Form = FormMetadata &
  Omit<AlertChoice, 'postcode' | 'name' | 'channelId'> & {
    readonly channelId: string | null
    /** The texts of the fields for places: one postcode where an alert is edited, else a list in up to MAX_FIELDS. */
    readonly places: readonly string[]
    /** Of the alert that is edited. */
    readonly name: string | null
    /** Opened by Pause: the day is what to look at. */
    readonly pausing?: boolean
  }

/** Fields for places in one form: each takes 3,000 characters. */
export const MAX_FIELDS = 5

/** The ids of the fields: of each block and its element alike. */
export const FIELDS = {
  channel: 'alert.channel',
  postcode: 'alert.postcode',
  name: 'alert.name',
  categories: 'alert.categories',
  min: 'alert.min',
  thread: 'alert.thread',
  paused: 'alert.paused',
} as const

/** The id of a field for places, numbered from 0. */
export const placesField = (at: number): string => (at === 0 ? FIELDS.postcode : `${FIELDS.postcode}.${at}`)

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
    places: [''],
    name: null,
    categories: [],
    minIncidents: null,
    inThread: true,
    pausedUntil: null,
    ...given,
  }
}

/** The form of an alert as it stands; a pause that is over is left out. */
export const formOf = (alert: Alert, today: string, home: string | null): Form => {
  const { channelId, postcode, pausedUntil, ...choice } = choiceOf(alert)
  return newForm(channelId, {
    ...choice,
    places: [postcode],
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
  readonly state?: { readonly values: Readonly<Record<string, Readonly<Record<string, unknown>>>> }
}

/** What a form says: what to set up or to change, and what was typed into its list that is no place. */
export type FormReading = { readonly choices: readonly AlertChoice[]; readonly faults: readonly PlaceFault[] }

type FieldState = z.infer<typeof fieldState> | undefined

const stateReader =
  ({ state }: SubmittedView) =>
  (id: string): FieldState =>
    fieldState.safeParse(state?.values[id]?.[id]).data

/** The texts of the fields for places, as far as there are any. */
export const placesTyped = (view: SubmittedView): string[] => {
  const stateOf = stateReader(view)
  const texts = Array.from({ length: MAX_FIELDS }, (_, at) => stateOf(placesField(at)))
  return texts.flatMap((state) => (state === undefined ? [] : [state.value ?? '']))
}

const PAST = 'Choose a date after today, or leave blank to keep it running.'
const NO_NUMBER = 'Type a whole number above 0, or leave blank for any number.'

// Field errors are plain text: docs.slack.dev/surfaces/modals#displaying_errors
const editedPlaceError = (reading: Reading): string | null => {
  if (reading.postcodes.length > 1) return 'Type one postcode here. Each one needs its own alert.'
  return reading.postcodes.length === 1 ? null : noticeText(noPlaceNotice(reading, ''))
}

/** A list without a place: of one line it is told what is wrong with it. */
const listError = ({ places, faults }: PlaceList, typed: string): string | null => {
  if (places.length > 0) return null
  return faults.length > 1
    ? `None of these ${faults.length} lines has a postcode we can use. Type a place a line, such as LE1 1WA.`
    : noticeText(noPlaceNotice(read(typed), ''))
}

/** What a form says of its places: the only one of an alert that is edited, or a list. */
const readPlaces = (view: SubmittedView, { id }: FormMetadata): PlaceList & { error: string | null } => {
  const typed = placesTyped(view).join('\n')
  if (id === null) {
    const list = readPlaceLines(typed)
    return { ...list, error: listError(list, typed) }
  }
  const reading = read(typed)
  const name = readName(stateReader(view)(FIELDS.name)?.value ?? '')
  const places = reading.postcodes.map((postcode) => ({ postcode, name, categories: reading.categories }))
  return { places, faults: [], error: editedPlaceError(reading) }
}

// "5", as a field for numbers gives it.
const readMin = (text: string): number | null => {
  const number = Number(text)
  return Number.isSafeInteger(number) && number > 0 && number <= MAX_MIN_INCIDENTS ? number : null
}

/**
 * What was chosen, or what is wrong with which field. `today` is the day in London; `userId` the recipient of a
 * personal alert.
 */
export const readForm = (
  view: SubmittedView,
  metadata: FormMetadata,
  userId: string,
  today: string,
): Result<FormReading, FieldErrors> => {
  const stateOf = stateReader(view)
  const { places, faults, error } = readPlaces(view, metadata)
  const channelId = metadata.personal ? userId : stateOf(FIELDS.channel)?.selected_conversation
  const pausedUntil = stateOf(FIELDS.paused)?.selected_date ?? null
  const typedMin = stateOf(FIELDS.min)?.value ?? ''
  const minIncidents = readMin(typedMin)
  const errors = {
    ...(error === null ? {} : { [FIELDS.postcode]: error }),
    ...(channelId ? {} : { [FIELDS.channel]: 'Choose a channel.' }),
    ...(typedMin === '' || minIncidents !== null ? {} : { [FIELDS.min]: NO_NUMBER }),
    ...(pausedUntil !== null && (!isDay(pausedUntil) || pausedUntil <= today)
      ? { [FIELDS.paused]: PAST }
      : {}),
  }
  if (!channelId || Object.keys(errors).length > 0) return failed(errors)
  const slugs = (stateOf(FIELDS.categories)?.selected_options ?? []).flatMap(({ value }) => value ?? [])
  const inThread = (stateOf(FIELDS.thread)?.selected_options ?? []).length > 0
  const choices = places.map(({ categories, ...place }) => ({
    ...choiceFor(channelId, place),
    // "LE1 1WA burglary" in the field counts where the menu has none.
    categories: slugs.length > 0 ? slugs.filter(isKnownCategory) : categories,
    ...{ minIncidents, inThread, pausedUntil },
  }))
  return success({ choices, faults })
}

/** A form as it stands in front of the person, whatever is wrong with it. */
export const formAsTyped = (view: SubmittedView, metadata: FormMetadata): Form => {
  const stateOf = stateReader(view)
  const slugs = (stateOf(FIELDS.categories)?.selected_options ?? []).flatMap(({ value }) => value ?? [])
  return {
    ...metadata,
    channelId: stateOf(FIELDS.channel)?.selected_conversation ?? null,
    places: placesTyped(view),
    name: stateOf(FIELDS.name)?.value ?? null,
    categories: slugs.filter(isKnownCategory),
    minIncidents: readMin(stateOf(FIELDS.min)?.value ?? ''),
    inThread: (stateOf(FIELDS.thread)?.selected_options ?? []).length > 0,
    pausedUntil: stateOf(FIELDS.paused)?.selected_date ?? null,
  }
}
