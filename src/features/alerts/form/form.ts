import type { ViewOutput } from '@slack/bolt'
import { z } from 'zod'
import { knownCategories } from '../../../crime/category.ts'
import { isDay, monthsLater } from '../../../crime/dates.ts'
import { type Postcode, readName, readPostcode } from '../../../crime/postcode.ts'
import { failed, type Result, success } from '../../../lib/result.ts'
import { noPlaceNotice } from '../../../reading/messages.ts'
import { type PlaceFault, type PlaceList, readPlaceLines } from '../../../reading/place-lines.ts'
import { type Reading, read } from '../../../reading/reading.ts'
import { noticeText } from '../../../slack/ui/notice.ts'
import { readJson } from '../../../slack/ui/views.ts'
import type { FieldErrors } from '../../../slack/view-submission.ts'
import { ALERT_ID } from '../actions.ts'
import { type Alert, type AlertChoice, choiceFor, choiceOf, isPaused, isPersonal } from '../alert.ts'
import { MAX_MIN_INCIDENTS } from '../limits.ts'

/** What a modal keeps beside its fields, as private_metadata. */
export type FormMetadata = {
  /** The alert it is about; null for new ones. */
  readonly id: string | null
  /** The recipient is the person, so there is no channel to choose. */
  readonly personal: boolean
  /** The private_metadata of the Home it was opened from, to redraw that; null elsewhere. */
  readonly home: string | null
  /**
   * How often its texts were replaced, which is part of their fields' ids: a field whose id stays keeps what was typed,
   * whatever its view is updated with (docs.slack.dev/surfaces/modals#updating_views).
   */
  readonly revision: number
  /** The postcode of an alert that is paused: only the day is asked. Null in the whole form. */
  readonly pausing: Postcode | null
}

/** A form as it is shown: `channelId` null for the channel in front of the person. */
export type Form = FormMetadata &
  Omit<AlertChoice, 'postcode' | 'name' | 'channelId'> & {
    readonly channelId: string | null
    /** The texts of the fields for places: one postcode where an alert is edited, else a list in up to MAX_FIELDS. */
    readonly places: readonly string[]
    /** Of the alert that is edited. */
    readonly name: string | null
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
export const placesField = ({ revision }: Pick<FormMetadata, 'revision'>, at = 0): string =>
  [FIELDS.postcode, ...(revision > 0 ? [`r${revision}`] : []), ...(at > 0 ? [at] : [])].join('.')

/** The id of the field for the name of an alert that is edited. */
export const nameField = ({ revision }: Pick<FormMetadata, 'revision'>): string =>
  revision > 0 ? `${FIELDS.name}.r${revision}` : FIELDS.name

/** An empty form for a recipient, but for what is given. */
export const newForm = (recipient: string, given: Partial<Form> = {}): Form => {
  const personal = isPersonal({ channelId: recipient })
  return {
    id: null,
    personal,
    home: null,
    revision: 0,
    pausing: null,
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

// About three announcements.
const PROPOSED_PAUSE_MONTHS = 3

/** The form that pauses an alert, with the day on which its pause ends or, by default, three months on. */
export const pauseFormOf = (alert: Alert, today: string, home: string | null): Form => {
  const form = formOf(alert, today, home)
  return {
    ...form,
    pausing: alert.postcode,
    pausedUntil: form.pausedUntil ?? monthsLater(today, PROPOSED_PAUSE_MONTHS),
  }
}

/** Packs private_metadata: an id of ours, a postcode, and what Home packs. */
export const packMetadata = ({ id, personal, home, revision, pausing }: FormMetadata): string =>
  JSON.stringify({ id, personal, home: home === null ? null : readJson(home), revision, pausing })

const packed = z.object({
  id: z.string().regex(ALERT_ID).nullish(),
  /** The id's key in forms that an earlier version opened, which left out whatever is the default here. */
  alert: z.string().regex(ALERT_ID).optional(),
  personal: z.boolean().default(false),
  home: z.object({}).loose().nullish(),
  revision: z.int().min(0).default(0),
  pausing: z
    .custom<Postcode>((text) => typeof text === 'string' && readPostcode(text) === text)
    .nullable()
    .default(null),
})

/** Reads private_metadata, also of forms that were open when a new version was deployed; null for anything else. */
export const unpackMetadata = (metadata: string): FormMetadata | null => {
  const read = packed.safeParse(readJson(metadata))
  if (!read.success) return null
  const { id, alert = null, home, ...rest } = read.data
  return { ...rest, id: id ?? alert, home: home ? JSON.stringify(home) : null }
}

/** As much of a view as a form reads. */
type FilledView = Partial<Pick<ViewOutput, 'state'>>

// "5", as a field for numbers gives it.
const readMin = (text: string): number | null => {
  const number = Number(text)
  return Number.isSafeInteger(number) && number > 0 && number <= MAX_MIN_INCIDENTS ? number : null
}

/** A form as it stands in front of the person, whatever is wrong with it, and what is typed as a number. */
export const readFields = ({ state }: FilledView, metadata: FormMetadata) => {
  const fieldOf = (id: string) => state?.values[id]?.[id]
  const chosen = (id: string) => (fieldOf(id)?.selected_options ?? []).flatMap(({ value }) => value ?? [])
  const typedMin = fieldOf(FIELDS.min)?.value ?? ''
  const form: Form = {
    ...metadata,
    channelId: fieldOf(FIELDS.channel)?.selected_conversation ?? null,
    places: Array.from({ length: MAX_FIELDS }, (_, at) => fieldOf(placesField(metadata, at))).flatMap(
      (field) => (field === undefined ? [] : [field.value ?? '']),
    ),
    name: fieldOf(nameField(metadata))?.value ?? null,
    categories: knownCategories(chosen(FIELDS.categories)),
    minIncidents: readMin(typedMin),
    inThread: chosen(FIELDS.thread).length > 0,
    pausedUntil: fieldOf(FIELDS.paused)?.selected_date ?? null,
  }
  return { form, typedMin }
}

// A field's error is plain text: docs.slack.dev/surfaces/modals#displaying_errors
const placeError = (reading: Reading): string => noticeText(noPlaceNotice(reading, ''))

/** What a form says of its places: the only one of an alert that is edited, or a list; `error` where it has none. */
const readPlaces = ({ id, places: texts, name }: Form): PlaceList & { error: string | null } => {
  const typed = texts.join('\n')
  if (id === null) {
    const list = readPlaceLines(typed)
    if (list.places.length > 0) return { ...list, error: null }
    const { length } = list.faults
    const ofMany = `None of these ${length} lines has a postcode we can use. Type a place a line, such as LE1 1WA.`
    return { ...list, error: length > 1 ? ofMany : placeError(read(typed)) }
  }
  const reading = read(typed)
  const named = { name: readName(name ?? ''), categories: reading.categories }
  const places = reading.postcodes.map((postcode) => ({ postcode, ...named }))
  const tooMany = places.length > 1 ? 'Type one postcode here. Each one needs its own alert.' : null
  return { places, faults: [], error: places.length === 0 ? placeError(reading) : tooMany }
}

const PAST = 'Choose a date after today, or leave blank for no pause.'
const NO_NUMBER = 'Type a whole number above 0, or leave blank for any number.'

const isLater = (day: string, today: string): boolean => isDay(day) && day > today

/** What a form says: what to set up or to change, and what was typed into its list that is no place. */
export type FormReading = { readonly choices: readonly AlertChoice[]; readonly faults: readonly PlaceFault[] }

/**
 * What was chosen, or what is wrong with which field. `today` is the day in London; `userId` the recipient of a
 * personal alert.
 */
export const readForm = (
  view: FilledView,
  metadata: FormMetadata,
  userId: string,
  today: string,
): Result<FormReading, FieldErrors> => {
  const { form, typedMin } = readFields(view, metadata)
  const { categories, minIncidents, inThread, pausedUntil } = form
  const { places, faults, error } = readPlaces(form)
  const channelId = form.personal ? userId : form.channelId
  const isPast = pausedUntil !== null && !isLater(pausedUntil, today)
  const errors = {
    ...(error === null ? {} : { [placesField(metadata)]: error }),
    ...(channelId ? {} : { [FIELDS.channel]: 'Choose a channel.' }),
    ...(typedMin === '' || minIncidents !== null ? {} : { [FIELDS.min]: NO_NUMBER }),
    ...(isPast ? { [FIELDS.paused]: PAST } : {}),
  }
  if (!channelId || Object.keys(errors).length > 0) return failed(errors)
  const choices = places.map((place) => ({
    // "LE1 1WA burglary" in the field counts where the menu has none.
    ...choiceFor(channelId, place, categories.length > 0 ? categories : place.categories),
    ...{ minIncidents, inThread, pausedUntil },
  }))
  return success({ choices, faults })
}

/** The day until which an alert is paused, or what is wrong with it. `today` is the day in London. */
export const readPause = ({ pausedUntil }: Form, today: string): Result<string, FieldErrors> =>
  pausedUntil !== null && isLater(pausedUntil, today)
    ? success(pausedUntil)
    : failed({ [FIELDS.paused]: 'Choose a date after today.' })
