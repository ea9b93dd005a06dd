import fc from 'fast-check'

// Ordinary English, log lines, ids and code: none of it holds a postcode, and much of it nearly does.
const pick = (...from: readonly string[]) => fc.constantFrom(...from)
const chars = (alphabet: string, minLength: number, maxLength = minLength) =>
  fc.string({ unit: fc.constantFrom(...alphabet), minLength, maxLength })

const DIGITS = '0123456789'
const LOWER = 'abcdefghijklmnopqrstuvwxyz'
const UPPER = LOWER.toUpperCase()
const HEX = '0123456789abcdef'

const digits = (least: number, most = least) => chars(DIGITS, least, most)
const hex = (least: number, most = least) => chars(HEX, least, most)
const base36 = (least: number, most = least) => chars(LOWER + DIGITS, least, most)
const base36Upper = (least: number, most = least) => chars(UPPER + DIGITS, least, most)
const base62 = (least: number, most = least) => chars(LOWER + UPPER + DIGITS, least, most)
const base64 = (least: number, most = least) => chars(`${LOWER}${UPPER}${DIGITS}+/`, least, most)

/** Parts put one after the other. */
const line = (...parts: readonly (string | fc.Arbitrary<string>)[]): fc.Arbitrary<string> =>
  fc
    .tuple(...parts.map((part) => (typeof part === 'string' ? fc.constant(part) : part)))
    .map((texts) => texts.join(''))

const who = pick(
  'My neighbour',
  'Somebody',
  'The caretaker',
  'Our team',
  'A friend of mine',
  'Priya',
  'He',
  'They',
)
const did = pick(
  'saw',
  'heard',
  'found',
  'mended',
  'sold',
  'painted',
  'moved',
  'left',
  'wanted',
  'talked about',
)
const what = pick(
  'the old bicycle',
  'a broken window',
  'two bags of shopping',
  'the lights in the hall',
  'a van',
  '12 chairs',
  'the 2nd gate',
)
const where = pick(
  'near the park',
  'behind the shop',
  'at 9pm',
  'in the street',
  'by the M1',
  'off the M4 1st exit',
  'on the A1 4 miles north',
  'around junction 21 of the M6',
  'at the E14 end of the road',
  'in the SW1 area',
  'on the 3rd of May',
  'in LE1 and LE2',
  'from W12 to N1',
)
const when = pick(
  'yesterday',
  'last night',
  'at 10:30',
  'on Tuesday 2nd',
  'in 2024',
  'two weeks ago',
  'at 5 pm',
)
const kit = pick(
  'a MacBook M1 8GB',
  'a laptop with an M2 8GB chip',
  'an S3 5TB bucket',
  'a Land Rover TD5 4WD',
  'a B22 9W bulb',
  'an E14 4W lamp',
  'a PS5 2TB',
  'a N95 mask',
  'an M8 40mm bolt',
  'a WD40 5L can',
  'a Canon S95',
  'the E5 2nd edition',
  'an L2 1TB cache',
  'size W32 L34',
  'a CR7 2nd strip',
  'the hp7 3rd chapter',
  'a CO2 5lb cylinder',
  'the pr2 4th comment',
)
const english = fc.oneof(
  line(who, ' ', did, ' ', what, ' ', where, ' ', when, '.'),
  line('Did anybody see ', what, ' ', where, '? ', who, ' ', did, ' it ', when, '.'),
  line('We have bought ', kit, ' and it was ', pick('fine', 'late', 'too small'), '.'),
  line(
    'The meeting is at ',
    digits(2),
    '.',
    digits(2),
    ' in room ',
    pick('B', 'E', 'M', 'S'),
    digits(1, 2),
    ' 2nd floor.',
  ),
  line('There were ', digits(1, 3), ' of them, ', digits(1, 2), '% more than in ', digits(4), '.'),
  line('Take the ', pick('M', 'A', 'B'), digits(1, 2), ' 1st exit, then the 2nd, 3rd and 4th on the left.'),
  line('BUY ', digits(1), ' GET ', digits(1), ' FREE ON ', kit),
)

const timestamp = line(
  '2026-',
  pick('01', '07', '11'),
  '-',
  digits(2),
  'T',
  digits(2),
  ':',
  digits(2),
  ':',
  digits(2),
  '.',
  digits(3),
  'Z',
)
const uuid = line(hex(8), '-', hex(4), '-', hex(4), '-', hex(4), '-', hex(12))
const level = pick('INFO', 'WARN', 'ERROR', 'debug', 'trace', '[info]', 'E', 'W')
const shortId = fc.oneof(
  base36(5),
  base36(6),
  base36(7),
  base36Upper(5),
  base36Upper(6),
  base36Upper(7),
  hex(7),
)
const idNoun = pick(
  'user',
  'order',
  'session',
  'request',
  'job',
  'pod',
  'node',
  'ticket',
  'commit',
  'batch',
  'key',
)
const log = fc.oneof(
  line(
    timestamp,
    ' ',
    level,
    ' ',
    idNoun,
    ' ',
    shortId,
    ' ',
    pick('started', 'failed', 'is ready', 'timed out'),
  ),
  line(
    timestamp,
    ' ',
    level,
    ' [',
    shortId,
    '] GET /api/v',
    digits(1),
    '/',
    shortId,
    ' 200 ',
    digits(1, 3),
    'ms',
  ),
  line(level, ': ', idNoun, '=', shortId, ' ', idNoun, '=', shortId, ' took ', digits(1, 4), ' ms'),
  line('{"id":"', shortId, '","trace":"', hex(32), '","name":"', shortId, '"}'),
  line(
    'Nov 24 ',
    digits(2),
    ':',
    digits(2),
    ':01 web-',
    digits(1),
    ' sshd[',
    digits(4),
    ']: closed by 10.0.',
    digits(1, 2),
    '.7 port ',
    digits(5),
  ),
  line('web-7d9f8b6c5-', base36(5), '   1/1   Running   0   ', digits(1, 2), 'd'),
  line(shortId, ' ', shortId, ' ', shortId, ' ', shortId),
  line('connection from ', shortId, ' closed in ', shortId, ' at ', shortId),
  line('The ', idNoun, ' in ', shortId, ' was not there and it has failed.'),
  line(
    hex(8),
    '  ',
    hex(2),
    ' ',
    hex(2),
    ' ',
    hex(2),
    ' ',
    hex(2),
    ' ',
    hex(4),
    ' ',
    hex(4),
    '  |',
    base62(8),
    '|',
  ),
  line(
    'mov ',
    pick('r', 's', 'e', 'b'),
    digits(1),
    ', 0x',
    hex(2),
    'h ; ',
    pick('s', 'b', 'e'),
    digits(1),
    ' 0x',
    hex(3),
  ),
)

const ids = fc.oneof(
  uuid,
  shortId,
  hex(40),
  hex(64),
  base64(24, 60).map((text) => `${text}==`),
  line('#', hex(6)),
  line('color: #', hex(3), '; background: #', chars('0123456789ABCDEF', 6)),
  line('v', digits(1), '.', digits(1, 2), '.', digits(1, 2), '-rc.', digits(1)),
  line(chars(UPPER, 2), digits(2), ' ', chars(UPPER, 3)),
  line(chars(UPPER, 1), digits(1, 3), ' ', chars(UPPER, 3)),
  line(chars(UPPER, 2), digits(2), chars(UPPER, 3)),
  line(chars(UPPER, 2), ' ', digits(2), ' ', digits(2), ' ', digits(2), ' ', chars('ABCD', 1)),
  line('GB', digits(2), ' NWBK ', digits(4), ' ', digits(4), ' ', digits(4), ' ', digits(2)),
  line(base36Upper(5), '-', base36Upper(5), '-', base36Upper(5), '-', base36Upper(5)),
  line('SN74LS', digits(2), ' BC', digits(3), 'B ', pick('E', 'B', 'M'), digits(2), '-', base36Upper(4)),
  line('PN ', base36Upper(6), ' rev ', chars(UPPER, 1), digits(1)),
  line(
    'flight ',
    pick('BA', 'LH', 'EZ'),
    digits(3, 4),
    ' gate ',
    chars('ABCD', 1),
    digits(1, 2),
    ' seat ',
    digits(2),
    chars('ABCDEF', 1),
  ),
  line(hex(2), ':', hex(2), ':', hex(2), ':', hex(2), ':', hex(2), ':', hex(2)),
  line('+44 116 ', digits(3), ' ', digits(4), ' ext ', digits(2)),
  line('01', base36Upper(24)),
  line('1. e4 e5 2. Nf3 Nc6 3. Bb5 a6 ', digits(1), '. Ba4 Nf6'),
)

const name = fc.oneof(
  line(chars(LOWER, 1, 2), digits(1, 2), chars(LOWER, 0, 2)),
  pick('index', 'total', 'places'),
)
const code = fc.oneof(
  line('const ', name, ' = ', name, '[', digits(1), '] ?? "', shortId, '"'),
  line('let ', name, '=', shortId, ';if(', name, '>', digits(1), '){', name, '+=', digits(1), '}'),
  line('import { ', name, " } from './", name, '-', shortId, ".ts'"),
  line(
    '    at ',
    name,
    ' (file:///srv/app/',
    shortId,
    '/',
    name,
    '.js:',
    digits(1, 3),
    ':',
    digits(1, 2),
    ')',
  ),
  line('  File "/usr/lib/python3.', digits(1, 2), '/', name, '.py", line ', digits(1, 3), ', in ', name),
  line(
    'select ',
    name,
    '.id from t_',
    shortId,
    ' ',
    name,
    ' where ',
    name,
    ".k = '",
    shortId,
    "' limit ",
    digits(1),
  ),
  line(
    '.',
    name,
    ' { margin: ',
    digits(1),
    'px ',
    digits(1),
    'em; grid-area: ',
    name,
    ' ',
    digits(1),
    'fr }',
  ),
  line('https://example.com/', shortId, '/', base36Upper(6), '?ref=', shortId, '#', shortId),
  line('git checkout ', shortId, ' && git show ', hex(7), ':src/', name, '.ts'),
  line(
    'docker run -e ',
    base36Upper(6),
    '=',
    shortId,
    ' registry.local/',
    name,
    ':',
    digits(1),
    '.',
    digits(1),
  ),
  line('<a href="/', shortId, '" data-k="', shortId, '">', name, '</a>'),
  line(
    '=IF(',
    chars(UPPER, 1, 2),
    digits(1, 2),
    '>',
    digits(1),
    ',',
    chars(UPPER, 1, 2),
    digits(1, 2),
    ',"")',
  ),
)

/** So many lines of all kinds, always the same ones. */
export const noiseLines = (count: number): readonly string[] =>
  fc.sample(fc.oneof(english, log, ids, code), { seed: 20_261_116, numRuns: count })
