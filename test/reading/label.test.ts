import fc from 'fast-check'
import { expect, test } from 'vitest'
import { read } from '../../src/reading/reading.ts'

const labelOf = (typed: string) => read(typed).label

const NAMES = [
  'Bike hub',
  'drugs advice centre',
  'St. John’s',
  'Marks & Spencer',
  'R&D',
  'No. 10',
  '24/7 Gym',
  'Depot (north)',
  'Home',
  'Depot B2',
  'The Crown',
  'As You Like It',
  'Post',
  'West End',
  'Bus stop',
  'Land’s End',
  'Days Off',
  'Café Pause',
  'Alerts desk',
  'Export office',
  'Local',
  'Ｄepot'.normalize('NFKC'),
  'İstanbul Straße',
]

test.each(NAMES)('a place is saved with its name, whatever it is: %s', (name) => {
  expect(labelOf(`save LE1 1WA ${name}`)).toBe(name)
  expect(labelOf(`save ${name} LE1 1WA`)).toBe(name)
  expect(labelOf(`please bookmark LE1 1WA as “${name}”, thanks`)).toBe(name)
  expect(labelOf(`could you add LE1 1WA (${name}) to my places`)).toBe(name)
})

test('no word of a name is lost', () => {
  const word = fc.constantFrom(
    'hub',
    'bike',
    'drugs',
    'the',
    'murder',
    'safe',
    'today',
    'list',
    'R&D',
    '(east)',
    'St.',
    '24/7',
  )
  fc.assert(
    fc.property(fc.array(word, { maxLength: 5 }), (words) => {
      const name = ['Depot', ...words, 'north'].join(' ')
      expect(labelOf(`save LE1 1WA ${name}`)).toBe(name)
      expect(labelOf(`save ${name} LE1 1WA`)).toBe(name)
    }),
  )
})

test.each([
  ['save LE1 1WA for burglary', 'burglary'],
  ['save as Depot LE1 1WA', 'Depot'],
  ['save burglary near LE1 1WA', 'burglary'],
  ['can you save LE1 1WA Depot now', 'Depot'],
  ['save LE1 1WA Do It Now', 'Do It Now'],
  ['save LE1 1WA and call it Star', 'Star'],
  ['LE1 1WA Depot save', 'Depot'],
  ['pin LE1 1WA Star', 'Star'],
  ['save work: LE1 1WA', 'work'],
  ['save LE1 1WA = Depot', 'Depot'],
  ['save LE1 1WA Marks &amp; Spencer', 'Marks & Spencer'],
  ['save LE1 1WA Depot for <@U1|priya s>', 'Depot'],
  ['save Depot LE1 1WA Leeds', 'Depot Leeds'],
  ['save “Home” as LE1 1WA', 'Home'],
  ['save Head office at LE1 1WA', 'Head office'],
  ['save Home is LE1 1WA', 'Home'],
  ['save Home for LE1 1WA', 'Home'],
  ['save Depot to LE1 1WA', 'Depot'],
  ['Save Depot As LE1 1WA', 'Depot'],
  ['save The Place To Be LE1 1WA', 'The Place To Be'],
  ['save LE1 1WA Depot for me', 'Depot'],
  ['save LE1 1WA Depot for us please', 'Depot'],
  ['save Depot for me LE1 1WA', 'Depot'],
  ['save LE1 1WA for me as Depot', 'Depot'],
  ['save it as Depot LE1 1WA', 'Depot'],
  ['SAVE LE1 1WA AS DEPOT', 'DEPOT'],
  ['SAVE LE1 1WA DEPOT FOR ME', 'DEPOT'],
  ['Save LE1 1WA As Depot', 'Depot'],
  ['save LE1 1WA Depot as favourite', 'Depot'],
  ['save LE1 1WA Depot as a favourite', 'Depot'],
  ['save LE1 1WA Depot and thanks', 'Depot'],
  ['add LE1 1WA to my list as Depot', 'Depot'],
  ['add LE1 1WA as Depot to my home tab', 'Depot'],
  ['save LE1 1WA to Home Farm', 'to Home Farm'],
  ['save LE1 1WA to my home office', 'to my home office'],
  ['save LE1 1WA Care in the home', 'Care in the home'],
  ['add LE1 1WA to my list Depot', 'Depot'],
  ['add LE1 1WA to our places: Depot', 'Depot'],
  ['save LE1 1WA as Star', 'Star'],
  ['save LE1 1WA Disney+', 'Disney+'],
  ['could you save LE1 1WA as Depot?', 'Depot'],
  ['save Depot LE1 1WA LE11WA', 'Depot'],
])('of %j the name is %j', (typed, name) => {
  expect(labelOf(typed)).toBe(name)
})

test.each([
  'save LE1 1WA please',
  'save the postcode LE1 1WA',
  'save LE1 1WA for me',
  'can you save LE1 1WA now',
  'save LE1 1WA to my places',
  'LE1 1WA save',
  'save LE1 1WA :fire:',
  'SAVE THE POSTCODE LE1 1WA PLEASE',
  'save my place LE1 1WA',
  'save it as LE1 1WA',
  'save LE1 1WA as favourite',
  'save LE1 1WA to my home',
  'save LE1 1WA to Home',
  'save LE1 1WA to my home tab',
])('%s: what is said to the app is no name', (typed) => {
  expect(labelOf(typed)).toBeNull()
})

test.each(['save LE1 1WA, EH1 1YZ', 'save LE1 1WA LE2', 'save LEI 1WA LE1 1WA'])(
  '%s: another place is no name',
  (typed) => {
    expect(labelOf(typed)).toBeNull()
  },
)

test('what stands behind "vs" is the name of a place that is saved, and no other place', () => {
  expect(read('save LE1 1WA Crown vs Leicester')).toMatchObject({ label: 'Crown vs Leicester', failures: [] })
})

test.each([
  'Depot (north)',
  'Marks & Spencer',
  'R&D',
  'No. 10',
  'St. John’s',
  '24/7 Gym',
  'Depot B2',
  'Home',
])('beside an alert a name keeps its marks too: %s', (name) => {
  expect(read(`alert LE1 1WA ${name}`)).toMatchObject({ label: name, categories: [], remarks: [] })
  expect(read(`alert ${name} LE1 1WA please`)).toMatchObject({ label: name, categories: [], remarks: [] })
})

test.each([
  ['alert LE1 1WA burglary', null, ['burglary']],
  ['alert LE1 1WA Depot (north), burglary', 'Depot (north)', ['burglary']],
  ['alert LE1 1WA Depot for burglary', 'Depot', ['burglary']],
  ['alert LE1 1WA Bike Hub', 'Hub', ['bicycle-theft']],
  ['alert LE1 1WA Depot, drugs, North', 'Depot, North', ['drugs']],
  ['alert LE1 1WA Depot?', 'Depot', []],
  ['alert M1 services LE1 1WA', 'M1 services', []],
  // Of what is said not to be understood no half is a name.
  ['alert LE1 1WA M1 services', null, []],
])('categories beside an alert stay categories: %s', (typed, label, categories) => {
  expect(read(typed)).toMatchObject({ label, categories })
})

test('a text of nothing but places and names is read in one go', () => {
  const { label, postcodes } = read(`save ${'LE1 1WA Aa,'.repeat(1_500)}`)
  expect(postcodes).toEqual(['LE1 1WA'])
  expect(label).toBe(Array.from({ length: 1_500 }, () => 'Aa').join(' '))
})

test.each([
  ['save LE1 1WA West End', 'save'],
  ['save LE1 1WA Stop', 'save'],
  ['alert LE1 1WA Land’s End', 'alert'],
  ['alert LE1 1WA Bus stop', 'alert'],
  ['LE1 1WA West End alert', 'alert'],
  ['LE1 1WA west end', 'look-up'],
  ['LE1 1WA bus stop', 'look-up'],
  ['LE1 1WA Depot Stop', 'look-up'],
  ['remove LE1 1WA West End', 'remove'],
  ['alert LE1 1WA off', 'stop'],
  ['alert LE1 1WA Depot off', 'stop'],
  ['alert LE1 1WA Depot turn off', 'stop'],
  ['alert LE1 1WA Depot cancel', 'stop'],
  ['alert LE1 1WA Depot Cancel', 'stop'],
  ['alert LE1 1WA Depot stop please', 'stop'],
  ['alert LE1 1WA Depot remove', 'stop'],
  ['alert LE1 1WA Depot pause', 'alerts'],
  ['alerts LE1 1WA Depot stop', 'stop'],
  ['save LE1 1WA, stop alerts', 'stop'],
  ['keep LE1 1WA but stop alerts', 'stop'],
  ['save LE1 1WA, unsubscribe', 'stop'],
  ['add alerts for LE1 1WA burglary', 'alerts'],
  ['add LE1 1WA Depot to my alerts', 'alerts'],
  ['LE1 1WA Days Off', 'look-up'],
  ['alert LE1 1WA Bike Stop', 'alert'],
  ['LE1 1WA Please Stop', 'stop'],
  ['ALERT LE1 1WA DEPOT OFF', 'stop'],
  ['LE1 1WA Depot stop alert', 'stop'],
  ['stop LE1 1WA West End', 'stop'],
  ['LE1 1WA end', 'stop'],
])('the end of a name stops no alert, and what is meant does: %s', (typed, intent) => {
  expect(read(typed).intent).toBe(intent)
})
