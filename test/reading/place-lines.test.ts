import { expect, test } from 'vitest'
import { readPlaceLines } from '../../src/reading/place-lines.ts'

/** "LE1 1WA Head office [burglary]" for each place, and what is no place behind an exclamation mark. */
const listed = (text: string): string[] => {
  const { places, faults } = readPlaceLines(text)
  return [
    ...places.map(({ postcode, name, categories }) =>
      [
        postcode,
        ...(name === null ? [] : [name]),
        ...(categories.length === 0 ? [] : [`[${categories}]`]),
      ].join(' '),
    ),
    ...faults.map(({ typed }) => `! ${typed}`),
  ]
}

test.each([
  ['LE1 1WA Head office', ['LE1 1WA Head office']],
  ['Depot, Leeds LE1 1WA', ['LE1 1WA Depot, Leeds']],
  ['LE1 1WA Head office, B1 1BB, LS1 4AP Yard', ['LE1 1WA Head office', 'B1 1BB', 'LS1 4AP Yard']],
  ['Head office LE1 1WA, Depot B1 1BB', ['LE1 1WA Head office', 'B1 1BB Depot']],
  ['LE1 1WA, Head office, B1 1BB, Depot', ['LE1 1WA Head office', 'B1 1BB Depot']],
  ['Head office\tLE1 1WA\tDepot\tB1 1BB', ['LE1 1WA Head office', 'B1 1BB Depot']],
  ['LE1 1WA B1 1BB', ['LE1 1WA', 'B1 1BB']],
  ['LE1 1WA and B1 1BB', ['LE1 1WA', 'B1 1BB']],
  ['LE1 1WA Depot B1 1BB Yard', ['LE1 1WA Depot', 'B1 1BB Yard']],
  ['LE1 1WA B1 1BB Depot', ['LE1 1WA', 'B1 1BB Depot']],
  ['Depot LE1 1WA and Yard B1 1BB', ['LE1 1WA Depot', 'B1 1BB Yard']],
  ['Depot (LE1 1WA) and Yard (B1 1BB)', ['LE1 1WA Depot', 'B1 1BB Yard']],
  ['LE1 1WA Depot or B1 1BB Yard', ['LE1 1WA Depot', 'B1 1BB Yard']],
  ['LE1 1WA To Let vs. B1 1BB Or so', ['LE1 1WA To Let', 'B1 1BB Or so']],
])('%s: each place has its own name', (line, places) => {
  expect(listed(line)).toEqual(places)
})

test.each([
  ['"Head office","LE1 1WA"', ['LE1 1WA Head office']],
  ['"Head office, Leicester","LE1 1WA"', ['LE1 1WA Head office, Leicester']],
  ['"Depot","LE1 1WA","Yard","B1 1BB"', ['LE1 1WA Depot', 'B1 1BB Yard']],
  ['"Depot, Leeds","LE1 1WA","Yard","B1 1BB"', ['LE1 1WA Depot, Leeds', 'B1 1BB Yard']],
  ['"LE1 1WA","Depot"', ['LE1 1WA Depot']],
  ['"Depot";"LE1 1WA"', ['LE1 1WA Depot']],
  ['"Depot"\t"LE1 1WA"', ['LE1 1WA Depot']],
  ["'Depot','LE1 1WA'", ['LE1 1WA Depot']],
  ['{"LE1 1WA":"Depot"}', ['LE1 1WA Depot']],
])('%s: quotation marks of a table are no part of a name', (line, places) => {
  expect(listed(line)).toEqual(places)
})

test.each(['Bike hub', 'Drug rehab centre', 'Antisocial club', 'Violence prevention unit'])(
  '%s is a name, whatever category it holds',
  (name) => {
    expect(listed(`LE1 1WA ${name}`)).toEqual([`LE1 1WA ${name}`])
    expect(listed(`${name} LE1 1WA`)).toEqual([`LE1 1WA ${name}`])
  },
)

test.each(['LE1 1WA or B1 1BB', 'LE1 1WA to B1 1BB', 'LE1 1WA vs B1 1BB', 'LE1 1WA OR B1 1BB'])(
  '%s: a word that joins two places is no name',
  (line) => {
    expect(listed(line)).toEqual(['LE1 1WA', 'B1 1BB'])
  },
)

test.each(['postcode LE1 1WA', 'in LE1 1WA', 'LE1 1WA please', 'LE1 1WA all crimes', 'add LE1 1WA'])(
  '%s: words to the app are no name',
  (line) => {
    expect(listed(line)).toEqual(['LE1 1WA'])
  },
)

test.each(['Local', 'Post', 'home', 'work', 'team room'])('%s: a name may be a word of the app', (name) => {
  expect(listed(`LE1 1WA ${name}`)).toEqual([`LE1 1WA ${name}`])
  expect(listed(`${name} LE1 1WA`)).toEqual([`LE1 1WA ${name}`])
})

test('categories count where nothing else stands beside a postcode, of a list for all its places', () => {
  expect(listed('LE1 1WA burglary, drugs')).toEqual(['LE1 1WA [burglary,drugs]'])
  expect(listed('burglary in LE1 1WA this year')).toEqual(['LE1 1WA [burglary]'])
  expect(listed('LE1 1WA, B1 1BB burglary')).toEqual(['LE1 1WA [burglary]', 'B1 1BB [burglary]'])
  expect(listed('LE1 1WA burglary, B1 1BB drugs')).toEqual(['LE1 1WA [burglary]', 'B1 1BB [drugs]'])
})

test.each(['LE1 1WA, LS1', 'LS1, LE1 1WA'])('%s: half a postcode is named beside a whole one', (line) => {
  expect(listed(line)).toEqual(['LE1 1WA', '! LS1'])
})

test('what is to be left out is no name, and is said beside the place', () => {
  expect(listed('LE1 1WA not drugs')).toEqual(['LE1 1WA', '! LE1 1WA not drugs'])
  expect(listed('LE1 1WA, B1 1BB not drugs')).toEqual(['LE1 1WA', 'B1 1BB', '! LE1 1WA, B1 1BB not drugs'])
})

test('of the address of a map only its postcode is read', () => {
  expect(listed('https://www.google.com/maps?q=LE1+1WA Office')).toEqual(['LE1 1WA Office'])
})

test('of a link only its label is read', () => {
  expect(listed('<https://example.com|LE1 1WA> Depot')).toEqual(['LE1 1WA Depot'])
  expect(listed('<https://example.com|LE1 1WA> B1 1BB LE1 1WA')).toEqual(['LE1 1WA', 'B1 1BB'])
})

test('a place that is listed again keeps its first name, and the other line is named', () => {
  expect(listed('LE1 1WA Depot\nLE1 1WA Yard\nLE1 1WA')).toEqual(['LE1 1WA Depot', '! LE1 1WA Yard'])
})

test('a line that lists several places again is named once', () => {
  expect(listed('LE1 1WA Depot, B1 1BB Yard\nLE1 1WA Office, B1 1BB Hall')).toEqual([
    ...['LE1 1WA Depot', 'B1 1BB Yard', '! LE1 1WA Office, B1 1BB Hall'],
  ])
})

test.each(['LE1 1WA Depot, LE1 1WA Yard', 'LE1 1WA Depot LE11WA Yard', 'Depot LE1 1WA, Yard LE1 1WA'])(
  '%s: a line that gives a place two names is as two lines',
  (line) => {
    expect(listed(line)).toEqual(['LE1 1WA Depot', `! ${line}`])
  },
)

test.each([
  ['LE1 1WA, LE11WA Depot', ['LE1 1WA Depot']],
  ['Depot LE1 1WA, LE11WA', ['LE1 1WA Depot']],
  ['B1 1BB, LE1 1WA LE11WA Depot', ['B1 1BB', 'LE1 1WA Depot']],
  ['LE1 1WA, B1 1BB Yard, LE1 1WA Depot', ['LE1 1WA Depot', 'B1 1BB Yard']],
  ['Depot LE1 1WA (LE1-1WA) -', ['LE1 1WA Depot']],
  ['LE1 1WA burglary, LE1 1WA drugs', ['LE1 1WA [burglary,drugs]']],
])('%s: a place that is typed again without another name is one', (line, places) => {
  expect(listed(line)).toEqual(places)
})

test.each([
  ['LE1 1WA Depot, LEI 1WA Yard', ['LE1 1WA Depot', '! LEI 1WA Yard']],
  ['LEI 1WA Yard, LE1 1WA Depot', ['LE1 1WA Depot', '! LEI 1WA Yard']],
  ['LE1 1WA Depot, LEI 1WA', ['LE1 1WA Depot']],
  ['LE1 1WA, LEI 1WA Yard', ['LE1 1WA Yard']],
])('%s: a slip with a name of its own is named', (line, places) => {
  expect(listed(line)).toEqual(places)
})

test.each([
  ['• LE1 1WA', ['LE1 1WA']],
  ['• LE1 1WA Depot', ['LE1 1WA Depot']],
  ['* LE1 1WA', ['LE1 1WA']],
  ['[x] Depot LE1 1WA', ['LE1 1WA Depot']],
  ['1. LE1 1WA\n2. B1 1BB', ['LE1 1WA', 'B1 1BB']],
  ['1) Depot LE1 1WA\n(2) LE1 1WB Yard', ['LE1 1WA Depot', 'LE1 1WB Yard']],
  ['1. LE1 1WA burglary', ['LE1 1WA [burglary]']],
  ['1. LE1 1WA Depot B1 1BB Yard', ['LE1 1WA Depot', 'B1 1BB Yard']],
  ['1. LE1 1WA, 2. B1 1BB', ['LE1 1WA', 'B1 1BB']],
  ['1. LE1 1WA 2. B1 1BB', ['LE1 1WA', 'B1 1BB']],
  ['1) LE1 1WA 2) B1 1BB', ['LE1 1WA', 'B1 1BB']],
  ['(1) LE1 1WA (2) B1 1BB', ['LE1 1WA', 'B1 1BB']],
  ['1. Depot LE1 1WA 2. Yard B1 1BB', ['LE1 1WA Depot', 'B1 1BB Yard']],
  ['Depot → LE1 1WA', ['LE1 1WA Depot']],
  ['LE1 1WA 24/7 Gym', ['LE1 1WA 24/7 Gym']],
  ['24/7 Gym LE1 1WA', ['LE1 1WA 24/7 Gym']],
  ['10 Downing Street SW1A 2AA', ['SW1A 2AA 10 Downing Street']],
  ['1. Depot, Leeds', ['! 1. Depot, Leeds']],
])('%j: bullets and numbers are no names', (lines, places) => {
  expect(listed(lines)).toEqual(places)
})

test.each(['Depot (north)', 'Depot “A”', '“A” and “B”', 'İstanbul Straße', 'Café 3', 'Marks & Spencer'])(
  '%s: a name keeps its own marks',
  (name) => {
    expect(listed(`LE1 1WA ${name}`)).toEqual([`LE1 1WA ${name}`])
    expect(listed(`${name} le1-1wa`)).toEqual([`LE1 1WA ${name}`])
    expect(listed(`LE1 1WA (${name}), B1 1BB “${name}”`)).toEqual([`LE1 1WA ${name}`, `B1 1BB ${name}`])
  },
)

test('a name is read as people see it: the full-width form of a letter is that letter', () => {
  expect(listed('ＬＥ１ １ＷＡ Ｄｅｐｏｔ ３')).toEqual(['LE1 1WA Depot 3'])
  expect(listed('<https://example.com/map|LE1 1WA>')).toEqual(['LE1 1WA'])
})

test('of lines that become longer than anybody types those that are too many are faults', () => {
  // One character that is eighteen in Unicode's normal form.
  const lines = [...Array.from({ length: 2_000 }, () => '\ufdfa'), 'LE1 1WA']
  expect(listed(lines.join('\n')).length).toBe(lines.length)
  expect(listed(lines.join('\n')).at(-1)).toBe('! LE1 1WA')
  expect(listed(lines.toReversed().join('\n'))[0]).toBe('LE1 1WA')
})

test('what is no place is named by itself where a line has more, and whole where it stands alone', () => {
  expect(listed('EH1 1YZ, G1 1AA')).toEqual(['! EH1 1YZ', '! G1 1AA'])
  expect(listed('LE1 1WA, EH1 1YZ')).toEqual(['LE1 1WA', '! EH1 1YZ'])
  const unclear = 'Depot/EH1 1YZ/LE1 1WA LE2'
  expect(listed(unclear)).toEqual(['LE1 1WA', '! EH1 1YZ', '! LE2', `! ${unclear}`])
  expect(listed('EH1 1YZ Edinburgh\nDepot, Leeds')).toEqual(['! EH1 1YZ Edinburgh', '! Depot, Leeds'])
})
