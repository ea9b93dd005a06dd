import { expect, test } from 'vitest'
import { bodyWith, onStreet, record } from '../records.ts'
import { mayBeHeld } from './database-contents.ts'
import { createWordPlanter } from './planted-answers.ts'

const { alter, foundIn } = createWordPlanter()
const location = (id: number, name: string) => ({
  ...onStreet(id, `On or near ${name}`),
  latitude: '52.187654',
  longitude: '-1.187654',
})
const LOCAL = { category: 'Local resolution', date: '2026-02' }
const answer = alter({
  body: bodyWith([
    record({ id: 101, location: location(15, 'Quarry Road'), outcome_status: LOCAL }),
    record({ id: 102, location: location(13, 'Northgate Mews'), persistent_id: 'a'.repeat(64) }),
  ]),
})

test.each([
  ['a name, in whatever case', 'NORTHGATE MEWS', 'northgate mews'],
  ['the word planted in one', 'Quarry Road (quernsby End)', 'quernsby'],
  ['an outcome', 'Local resolution, thrandel scheme', 'local resolution, thrandel scheme'],
  ['a street’s id', '{"street":864209000000013}', '864209000000013'],
  ['an incident’s id', '753108000000101', '753108000000101'],
  ['a persistent id, cut', `c0ffee5eed${'a'.repeat(6)}`, 'c0ffee5eedaaaaaa'],
  ['a coordinate', '{"at":[52.187654]}', '52.187654'],
])('%s is found again', (_, text, found) => {
  expect(foundIn(`before ${text} behind`)).toContain(found)
})

test('what is served carries them, and one name in five', () => {
  for (const planted of ['On or near Quarry Road (quernsby End)', 'thrandel', 'ovistrane', 'c0ffee5eedaa'])
    expect(answer.body).toContain(planted)
  for (const id of [864_209_000_000_013, 753_108_000_000_101]) expect(answer.body).toContain(`:${id},`)
  expect(answer.body).toContain('"On or near Northgate Mews"')
})

test('nothing is found in what is ours', () => {
  expect(foundIn('{"postcode":"LE1 1WA","outcome":"under-investigation","ms":12.345678}')).toEqual([])
})

test('an answer without incidents leaves as it is', () => {
  for (const body of ['', '<h1>', '{"data":null}', '{"data"']) expect(alter({ body })).toEqual({ body })
  expect(alter({ status: 500, body: '{"data":[]}' })).toEqual({ status: 500, body: '{"data":[]}' })
})

test.each([
  'Brook Walk',
  'Under investigation',
  'Park/open Space',
  '{"street":"Brook Walk"}',
  '[{"Brook Walk":1}]',
  'a'.repeat(3) + '0'.repeat(61),
])('no column may hold %j', (value) => {
  expect(mayBeHeld(['pgboss.job.data', value])).toBe(false)
})

test.each([
  '{"alert":12,"month":"2026-09","at":"2026-11-24T09:00:00.000Z","ids":["T0PLAYGROUND"]}',
  '{"areas":["LE"],"teamId":"T0PLAYGROUND","channelId":"C0NEIGHBOURS","postcodes":["LE1 1WA"]}',
  'T0PLAYGROUND:C0NEIGHBOURS',
  '0 9 * * *',
  'alert-sweep',
  'LE1 1WA',
  'null',
  '5f0c8f0e-3c55-4ac1-9d3a-1f2e3d4c5b6a',
  '2026-11-24T12:08:10.123456+00:00',
])('a queue may hold %j', (value) => {
  expect(mayBeHeld(['pgboss.job.data', value])).toBe(true)
})
