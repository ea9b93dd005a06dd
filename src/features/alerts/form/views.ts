import type { ModalView } from '@slack/types'
import { CATEGORIES } from '../../../crime/category.ts'
import { MAX_NAME_LENGTH, type Postcode, placeInWords } from '../../../crime/postcode.ts'
import type { ListedPlace } from '../../../reading/place-lines.ts'
import { actions, type Block, context, type Message, paragraph, span } from '../../../slack/ui/blocks.ts'
import { button, multiMenu } from '../../../slack/ui/elements.ts'
import { packLines } from '../../../slack/ui/format.ts'
import { mrkdwn } from '../../../slack/ui/mrkdwn.ts'
import {
  channelMenu,
  checkbox,
  dayPicker,
  field,
  modal,
  numberField,
  textField,
} from '../../../slack/ui/views.ts'
import { addField, retryAlert } from '../actions.ts'
import { namesOf } from '../format.ts'
import { MAX_IN_CHANNEL, MAX_MIN_INCIDENTS } from '../limits.ts'
import { FIELDS, type Form, MAX_FIELDS, nameField, packMetadata, placesField } from './form.ts'

/** The callback id of the form. */
export const FORM_CALLBACK = 'alert.form'

const whatItIs = ({ personal }: Form): string =>
  `${personal ? 'You’ll get a message' : 'The channel gets a post'} when the police publish new figures, about once a month. It covers the places and categories you choose.`

const SHARED = mrkdwn`Anyone in the channel can change or stop it with ${{ mrkdwn: '`/crime alerts`' }}.`
const SEEN = mrkdwn`Everyone in the channel will see that you set it up. ${SHARED}`

/** What a field for places takes: docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element */
const MAX_LIST_LENGTH = 3_000

/** Lines in as few fields as they fit. */
export const inFields = (lines: readonly string[]): string[] =>
  packLines(lines, MAX_LIST_LENGTH).slice(0, MAX_FIELDS)

/** A place as it would be typed into the list; its categories where it has no name and the form's menu has none. */
export const placeLine = ({ postcode, name, categories }: ListedPlace, chosen: readonly string[]): string => {
  if (name !== null) return `${postcode} ${name}`
  return [postcode, ...(chosen.length > 0 ? [] : namesOf(categories))].join(', ')
}

const editedPlace = (form: Form): Block[] => [
  textField('Postcode', placesField(form), 'For example, LE1 1WA', { initial: form.places[0] ?? '' }),
  textField('Name', nameField(form), 'For example, Head office', {
    ...{ initial: form.name ?? '', max: MAX_NAME_LENGTH, optional: true },
  }),
]

const listHint = (personal: boolean): string => {
  const most = personal ? 'You can have up to' : 'A channel can have up to'
  const whose = personal ? ' of your own' : ''
  return `One place per line. You can add its name before or after the postcode. ${most} ${MAX_IN_CHANNEL} alerts${whose}.`
}

const listedPlaces = (form: Form): Block[] => [
  ...form.places.map((initial, at) =>
    textField(
      at === 0 ? 'Postcodes' : `More postcodes (${at + 1})`,
      placesField(form, at),
      'For example, LE1 1WA Head office',
      {
        ...{ initial, max: MAX_LIST_LENGTH, multiline: true },
        ...(at === 0 ? { hint: listHint(form.personal) } : { optional: true }),
      },
    ),
  ),
  ...(form.places.length >= MAX_FIELDS
    ? []
    : actions('alert.more-places', [button('Add more postcodes', addField.props(form.places.length))])),
]

const fieldsOf = (form: Form): Block[] => [
  ...(form.id === null ? listedPlaces(form) : editedPlace(form)),
  ...(form.personal
    ? []
    : [
        field('Channel', channelMenu(FIELDS.channel, 'Choose a channel', form.channelId), {
          hint: 'For a private channel, invite @Street Crime there first.',
        }),
      ]),
  field(
    'Only these categories',
    multiMenu(
      FIELDS.categories,
      'All categories',
      CATEGORIES.map(({ slug, name }) => ({ text: name, value: slug })),
      { chosen: form.categories },
    ),
    { optional: true },
  ),
  numberField('Only when there are at least this many incidents', FIELDS.min, 'Any number', {
    ...{ initial: form.minIncidents, min: 1, max: MAX_MIN_INCIDENTS, optional: true },
    hint: 'A month with fewer incidents of these categories isn’t posted.',
  }),
  field(
    'Details',
    checkbox(FIELDS.thread, { text: 'Add the full figures in a thread', value: 'thread' }, form.inThread),
    { optional: true },
  ),
  field('Paused until', dayPicker(FIELDS.paused, form.pausedUntil), {
    optional: true,
    hint: `Posts ${form.id === null ? 'start' : 'resume'} on this date. Leave blank for no pause.`,
  }),
]

/** The day alone, of an alert that is paused: what else it is stays. */
const pauseFields = (postcode: Postcode, { name, personal, pausedUntil }: Form): Block[] => [
  paragraph(
    span(
      `${personal ? 'You' : 'The channel'} won’t get new figures for ${placeInWords({ postcode, name })} until this date.`,
    ),
  ),
  field('Paused until', dayPicker(FIELDS.paused, pausedUntil)),
]

/** Sets an alert up, edits it or pauses it. `note` stands above it, such as why the last attempt failed. */
export const formView = (form: Form, note: Message | null): ModalView => {
  const isPause = form.pausing !== null
  return modal(
    {
      callbackId: FORM_CALLBACK,
      title: isPause ? 'Pause this alert' : 'Monthly alert',
      submit: form.id === null ? 'Set up alert' : isPause ? 'Pause alert' : 'Save',
      close: 'Cancel',
      metadata: packMetadata(form),
    },
    [
      ...(note?.blocks.filter(({ type }) => type !== 'actions') ?? []),
      // Who edits an alert knows what it is.
      ...(form.id === null ? [paragraph(span(whatItIs(form)))] : []),
      ...(form.pausing === null ? fieldsOf(form) : pauseFields(form.pausing, form)),
      ...(form.personal || isPause ? [] : [context(form.id === null ? SEEN : SHARED)]),
    ],
  )
}

const plainView = (blocks: readonly Block[], home: string | null): ModalView =>
  modal(
    {
      title: 'Monthly alert',
      metadata: packMetadata({ id: null, personal: false, home, revision: 0, pausing: null }),
    },
    blocks,
  )

/** While alerts are set up or saved, as `line` says. Where it is closed meanwhile, the result comes as a direct message. */
export const loadingView = (line: string): ModalView =>
  plainView(
    [
      paragraph(span(line)),
      paragraph(
        span('You can close this. We’ll message you the result in your conversation with Street Crime.'),
      ),
    ],
    null,
  )

// Undo and Try again name what they act on; other buttons act on a channel, which a modal does not know.
const worksInModal = (block: Block): boolean =>
  block.type !== 'actions' ||
  block.elements.every((element) => 'action_id' in element && element.action_id === retryAlert.id)

/**
 * A message in a modal, with those of its buttons that work there. `home` is the private_metadata of the Home that is to
 * be drawn again after them.
 */
export const resultView = ({ text, blocks }: Message, home: string | null = null): ModalView => {
  const shown = blocks.filter(worksInModal)
  return plainView(shown.length === 0 ? [paragraph(span(text))] : shown, home)
}
