import { helpMessage } from '../../../src/features/command/crime-command.ts'
import { answerReading } from '../../../src/features/command/look-up.ts'
import { success } from '../../../src/lib/result.ts'
import type { ReportResult } from '../../../src/lookup/cache.ts'
import { read } from '../../../src/reading/reading.ts'
import type { ChartMessage, ChartSupport } from '../../../src/slack/ui/charts.ts'
import { table } from '../../features/command/context.ts'
import { OWNER } from '../app/saved-places-in-memory.ts'
import { cityCentre } from '../city-centre.ts'
import { FETCHED_AT, postcode } from '../incidents.ts'
import { charts, ownConversations } from '../lookups.ts'
import { NO_PAGES, PAGES } from '../operator-pages.ts'
import { village } from '../village.ts'
import { messageExamples } from './example.ts'

const LEICESTER = postcode('LE1 1WA')

type Near = ReturnType<typeof read>['postcodes'][number]

const villageAt = (near: Near): ReportResult => success(village({ postcode: near }))

/** The answer to a text, from memory. */
export const answerTo = (
  text: string,
  support: ChartSupport = charts,
  resultAt = villageAt,
): ChartMessage => {
  const lookup = {
    near: () => Promise.reject(new Error('nothing is looked up here')),
    get: resultAt,
    peek: resultAt,
    isInFlight: () => false,
    close: () => undefined,
  }
  const context = {
    lookup,
    charts: support,
    ownConversations,
    clock: () => FETCHED_AT,
    log: { error: () => undefined },
  }
  const { outgoing } = answerReading(context, read(text), OWNER, {
    audience: 'channel',
    prefix: '/crime ',
  })
  if (outgoing instanceof Promise) throw new Error('the answer is not in memory')
  return outgoing.message
}

/** All messages of command/, by the name of their situation. */
export const commandExamples = messageExamples('command', {
  help: ['/crime help', helpMessage(table, NO_PAGES)],
  'help-with-pages': [
    '/crime help where the operator gives privacy and support pages',
    helpMessage(table, PAGES),
  ],
  'help-in-thread': [
    '@Street Crime help, in a thread, where Slack has no commands',
    helpMessage(table, NO_PAGES, { prefix: '@Street Crime ' }),
  ],
  'help-with-categories': ['/crime categories', helpMessage(table, NO_PAGES, { withCategories: true })],
  'chart-not-possible': [
    '/crime chart ST20 0LY where Slack has refused a chart before',
    answerTo('chart ST20 0LY', { ...charts, isSupported: () => false }),
  ],
  'chart-of-few-incidents': [
    '/crime chart LE1 1WA vs ST20 0LY, too few incidents at the second for shares',
    answerTo('chart LE1 1WA vs ST20 0LY', charts, (near) =>
      near === LEICESTER ? success(cityCentre()) : villageAt(near),
    ),
  ],
  ...Object.fromEntries(
    [
      ['not-understood', 'ST20 0LY flying'],
      ['not-understood-hostile', 'ST20 0LY <!channel> *now*'],
      ['category-suggestion', 'ST20 0LY burglry'],
      ['category-suggestion-of-several', 'ST20 0LY vs LE1 1WA burglry'],
      ['counted-under', 'ST20 0LY murder'],
      ['not-in-figures', 'ST20 0LY fly-tipping, fraud and hate crime'],
      ['time-and-area', 'is ST20 0LY safe this year within 500m'],
      ['mention', '@sam ST20 0LY'],
      ['share', 'share ST20 0LY'],
      ['chart', 'chart ST20 0LY'],
      ['chart-of-two-places', 'chart ST20 0LY vs LE1 1WA'],
      ['export', 'export ST20 0LY'],
      ['export-of-two-places', 'export ST20 0LY vs LE1 1WA'],
      ['rate', 'crime rate ST20 0LY today'],
      ['noise', 'ST20 0LY noise'],
      ['except', 'ST20 0LY all but no drugs'],
      ['many-remarks', 'is ST20 0LY safe: speeding, fraud, litter, gangs, @sam, this year, flying'],
      ['place-name-beside', 'ST20 0LY vs Leicester'],
      ['elsewhere-beside', 'ST20 0LY vs EH1 1AA'],
      ['suggestion-beside', 'ST20 0LY vs LE1 IWA'],
      ['too-many-places', 'LE1 1WA, B1 1AA, ST20 0LY, SW1A 1AA and E1 6AN burglary'],
      ['suggestion', 'LE1 IWA burglary'],
      ['no-postcode', 'LE1 1WC'],
      ['first-half', 'burglary SW1A'],
      ['elsewhere', 'EH1 1YZ burglary'],
      ['elsewhere-isle', 'IM1 1AA'],
      ['no-area', 'ZZ1 1ZZ'],
      ['place-name', 'burglary in leicester'],
      ['where', 'burglary'],
      ['where-several', 'burglary and car crime'],
    ].map(([name = '', typed = '']) => [name, [`/crime ${typed}`, answerTo(typed)]]),
  ),
})
