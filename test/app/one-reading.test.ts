import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CATEGORIES } from '../../src/crime/category.ts'
import type { Postcode } from '../../src/crime/postcode.ts'
import { comparisonOf, MAX_COMPARED_PLACES, packComparison, packQuery } from '../../src/crime/report-query.ts'
import type { AlertChoice } from '../../src/features/alerts/alert.ts'
import { alertCommands } from '../../src/features/alerts/commands.ts'
import { FIELDS, newForm, readForm } from '../../src/features/alerts/form/form.ts'
import { alertParseError } from '../../src/features/alerts/messages/errors.ts'
import { commandTable, registerCrimeCommand } from '../../src/features/command/crime-command.ts'
import { INITIAL_STATE, submitField } from '../../src/features/home/state.ts'
import { registerGlobalShortcut } from '../../src/features/shortcuts/global-shortcut.ts'
import { registerMessageShortcut } from '../../src/features/shortcuts/message-shortcut.ts'
import { messageText } from '../../src/features/shortcuts/message-text.ts'
import { failed, success } from '../../src/lib/result.ts'
import type { ReportResult } from '../../src/lookup/cache.ts'
import type { Lookup } from '../../src/lookup/lookup.ts'
import { read } from '../../src/reading/reading.ts'
import { browseReport } from '../../src/report/browse/state.ts'
import { createBlockActions } from '../../src/slack/block-actions.ts'
import { idle } from '../features/command/context.ts'
import { TYPED_LINES } from '../reading/typed-lines.ts'
import { alertsInMemory } from '../support/app/alerts-in-memory.ts'
import { boltApp } from '../support/app/bolt-app.ts'
import { typedIn } from '../support/app/command-request.ts'
import { anyPostcode } from '../support/arbitraries/any-postcode.ts'
import { FETCHED_AT, incident, reportOf } from '../support/incidents.ts'
import { charts, keptErrors, keptReplies, ownConversations } from '../support/lookups.ts'
import { partsOf } from '../support/read-message.ts'

const everyCategory = CATEGORIES.map(({ slug }) => incident({ category: slug }))
const counted = reportOf(everyCategory)
const reportFor = (postcode: Postcode): ReportResult => success({ ...counted, postcode })
/** Everything is in memory. */
const lookup: Lookup = {
  near: async (near) => reportFor(near),
  peek: reportFor,
  isInFlight: () => false,
  get: reportFor,
  close: () => undefined,
}

/** What is asked for: places in their order, and categories. */
type Asked = { readonly postcodes: readonly Postcode[]; readonly categories: readonly string[] }

/** The values of the buttons with an action, number behind its id aside. */
const valuesOf = (shown: unknown, action: string): string[] =>
  partsOf(shown).flatMap((part) =>
    part.type === 'button' && String(part.action_id).replace(/\.\d+$/, '') === action
      ? [String(part.value)]
      : [],
  )

/** The command, the form and the shortcuts, registered as in the app, and what was sent. */
const surfaces = () => {
  const { app, acks, receive } = boltApp()
  const { reply, sent } = keptReplies()
  const { log } = keptErrors()
  const choices: AlertChoice[] = []
  const alerts = {
    ...alertsInMemory().alerts,
    create: async (_: unknown, created: readonly AlertChoice[]) => {
      choices.push(...created)
      return failed('unavailable' as const)
    },
  }
  const context = { lookup, reply, log, charts, ownConversations, clock: () => FETCHED_AT, alerts }
  registerCrimeCommand(app, { ...context, subcommands: commandTable({ ...idle, ...context }) })
  registerGlobalShortcut(
    app,
    createBlockActions(app, async () => undefined),
    context,
  )
  registerMessageShortcut(app, context)
  const [alertCommand] = alertCommands(context)
  const person = {
    user: { id: 'U1', team_id: 'T1' },
    response_url: 'https://hooks.invalid/1',
    trigger_id: '1.2.a',
  }

  /** The message that /crime answers with. */
  const command = async (text: string): Promise<unknown> => {
    await receive({ command: '/crime', text, user_id: 'U1', channel_id: 'C1', channel_name: 'x', ...person })
    return sent.pop()?.message
  }
  /** The alerts that /crime would keep. */
  const alert = async (text: string): Promise<readonly AlertChoice[]> => {
    choices.length = 0
    await alertCommand?.run(typedIn(text)).outgoing
    return [...choices]
  }
  /** What Slack is told when the field of the global shortcut is submitted. */
  const anywhere = async (text: string): Promise<unknown> => {
    const values = { 'ask.field': { 'ask.field': { type: 'plain_text_input', value: text } } }
    const view = { id: 'V1', type: 'modal', callback_id: 'ask', private_metadata: '', state: { values } }
    await receive({ type: 'view_submission', view, ...person })
    return acks.pop()
  }
  /** The message that "Look up crime here" answers with. */
  const here = async (text: string): Promise<unknown> => {
    const message = { type: 'message', text, ts: '1.2', user: 'U2' }
    const channel = { id: 'C1', name: 'x' }
    await receive({ type: 'message_action', callback_id: 'look_up_here', channel, message, ...person })
    return sent.pop()?.message
  }
  return { command, alert, anywhere, here }
}

const alertForm = (text: string) =>
  readForm(
    {
      state: {
        values: {
          [FIELDS.postcode]: { [FIELDS.postcode]: { type: 'plain_text_input', value: text } },
          [FIELDS.channel]: {
            [FIELDS.channel]: { type: 'conversations_select', selected_conversation: 'C1' },
          },
        },
      },
    },
    newForm('C1'),
    'U1',
    '2026-11-16',
  )

const FRAGMENTS = [
  'vs',
  'near',
  'burglary',
  'car crime',
  'theft',
  'murder',
  'drgs',
  'LE1',
  'B1 IBB',
  'EH1 1AA',
  'today',
]
const FRAGMENTS_OF_OTHERS = [
  'flying',
  'Leicester',
  '@sam',
  '(',
  '10 High St,',
  'except',
  '\u200b',
  '<!here>',
  '—',
]
const line = fc.constantFrom(...TYPED_LINES.map(([typed]) => typed))
const text = fc
  .tuple(
    fc.array(fc.oneof(line, anyPostcode, fc.constantFrom(...FRAGMENTS, ...FRAGMENTS_OF_OTHERS)), {
      minLength: 1,
      maxLength: 4,
    }),
    fc.constantFrom(' ', ', ', '\n', ' and ', ' vs '),
  )
  .map(([parts, between]) => parts.join(between))

/** What each surface makes of a text whose intent is to look up. */
const expectOneReading = async (
  { command, alert, anywhere }: ReturnType<typeof surfaces>,
  typed: string,
  { postcodes, categories }: Asked,
): Promise<void> => {
  const [postcode] = postcodes
  const answered = await command(typed)
  const one = postcode === undefined || postcodes.length > 1 ? [] : [packQuery({ postcode, categories })]
  const compared = postcodes.length < 2 ? [] : postcodes.slice(0, MAX_COMPARED_PLACES)
  const comparison = compared.length === 0 ? [] : [packComparison(comparisonOf(compared, categories))]
  expect([...valuesOf(answered, 'incidents.open'), ...valuesOf(answered, 'chart.share')]).toEqual(one)
  // Of more places than fit the first four are offered.
  const actions =
    postcodes.length > MAX_COMPARED_PLACES ? ['compare.retry'] : ['compare.share', 'compare.chart.share']
  expect(actions.flatMap((action) => valuesOf(answered, action))).toEqual(comparison)

  const asAlert = read(`alert ${typed}`)
  if (asAlert.intent === 'alert') {
    expect(asAlert).toMatchObject({ postcodes, categories })
  }
  // Without a place it opens the form.
  if (asAlert.intent === 'alert' && asAlert.postcodes.length > 0) {
    const isClear = alertParseError(asAlert) === null
    expect((await alert(`alert ${typed}`)).map((choice) => [choice.postcode, choice.categories])).toEqual(
      isClear ? postcodes.map((place) => [place, categories]) : [],
    )
  }

  expect(submitField(INITIAL_STATE, typed).state).toMatchObject({
    browsed: postcode === undefined || postcodes.length > 1 ? null : browseReport(postcode, categories),
    compared,
    comparedCategories: compared.length === 0 ? [] : categories,
  })

  const acked = await anywhere(typed)
  expect(valuesOf(acked, 'ask.browse')).toEqual(one)
  expect(acked).toMatchObject({ response_action: one.length === 0 ? 'errors' : 'update' })

  // The form's field takes a list, a place a line.
  if (/[\n\r\u0085\u2028\u2029]/.test(typed)) return
  const form = alertForm(typed)
  const listed = form.ok ? form.value.choices : []
  expect(listed.map((choice) => choice.postcode)).toEqual(postcodes)
  // There a word of a category may be part of a place's name: "Bike hub".
  if (listed.some(({ name }) => name !== null)) return
  // "LE1 1WA burglary, B1 1BB drugs" is a list of two places with categories of their own.
  const own = listed.filter((choice) => choice.categories.length > 0)
  if (own.length > 1)
    for (const choice of own) expect(categories).toEqual(expect.arrayContaining([...choice.categories]))
  else expect(listed.map((choice) => choice.categories)).toEqual(postcodes.map(() => categories))
}

test('every surface on which one types reads the same places and categories', async () => {
  const all = surfaces()
  await fc.assert(
    fc.asyncProperty(text, async (typed) => {
      const reading = read(typed)
      fc.pre(reading.intent === 'look-up')
      await expectOneReading(all, typed, reading)
    }),
    { numRuns: 200 },
  )
})

test('the message shortcut looks up what the reader of free text is sure of', async () => {
  const { here } = surfaces()
  await fc.assert(
    fc.asyncProperty(text, async (written) => {
      const { postcodes } = read(messageText({ text: written }), { freeText: true })
      const [postcode] = postcodes
      // Without one it opens a modal.
      fc.pre(postcode !== undefined)
      const answered = await here(written)
      const opened = [...valuesOf(answered, 'incidents.open'), ...valuesOf(answered, 'report.open')]
      expect(opened).toEqual(postcodes)
    }),
    { numRuns: 200 },
  )
})
