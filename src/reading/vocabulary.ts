import { CATEGORY_PHRASES } from './category-phrases.ts'

/** What a word or phrase means. */
export type Meaning =
  | { readonly kind: 'verb'; readonly verb: Verb }
  | { readonly kind: 'categories'; readonly slugs: readonly string[] }
  /** Not a category of its own, but counted in one; `mostly` where some of it is counted elsewhere. */
  | { readonly kind: 'counted-under'; readonly slug: string; readonly mostly: boolean }
  | { readonly kind: 'remark'; readonly remark: RemarkKind }
  /** Between two places: what stands behind is meant as a place. */
  | { readonly kind: 'versus' }
  /** "here", "near me": a place that only the person knows. */
  | { readonly kind: 'here' }
  /** "except", "no": in front of categories that should be left out. */
  | { readonly kind: 'except' }
  | { readonly kind: 'filler' }

const phrases = (list: string): string[] => list.split(',').map((phrase) => phrase.trim())

const VERBS = {
  alert:
    'alert, alerting, subscribe, subscription, watch, watching, notify, notification, track, monitor, monitoring, tracking, follow, remind, sign up, let me know, let us know, keep me posted, keep us posted, keep me informed, keep us informed, keep me updated, keep us updated, keep an eye on, tell me when, tell us when, new alert, add alert, set alert',
  alerts: 'alerts, subscriptions, notifications, my alerts, manage alerts, edit alerts',
  stop: 'stop, off, cancel, unsubscribe, end, unwatch, unfollow, disable, turn off, switch off, opt out',
  pause: 'pause, mute, snooze, resume, unpause, unmute',
  save: 'save, bookmark, add, keep, remember, pin, favourite, favorite, star',
  saved:
    'saved, list, places, my places, saved places, my saved places, list places, favourites, favorites, bookmarks, settings, preferences, my list',
  remove: 'remove, delete, unsave, drop',
  forget:
    'forget, forget everything, forget all, forget me, delete everything, delete all, clear, reset, forget all my places, delete my data, delete my places, delete all my places, delete all my saved places, remove all',
  share:
    'share, post, publish, broadcast, share with everyone, share with the channel, tell everyone, everyone, for everyone, to everyone, with everyone',
  chart: 'chart, graph, plot, bar chart, pie chart, diagram, charts',
  export: 'export, download, csv, excel, spreadsheet, copy, copy as text, as text, text, pdf, print',
  help: 'help, about, privacy, info, information, commands, usage, support, how do i use this, how does this work, what can you do, what can i type, privacy policy, privacy notice, terms of use, hello, hi, hey, guide, manual, version, start, examples, example, who are you, terms, what is this, data',
  categories:
    'categories, category, crime types, types, kinds, list categories, types of crime, kinds of crime, crime categories, what categories',
  compare: 'compare, comparison, compared, comparing, side by side',
} as const

/** What a person wants to have done. */
export type Verb = keyof typeof VERBS

const COUNTED_UNDER: Readonly<Record<string, string>> = {
  'violent-crime':
    'murder, murders, murdered, homicide, homicides, manslaughter, killing, killings, killed, attempted murder, rape, rapes, raped, sexual assault, sexual assaults, sexual abuse, stabbing, stabbings, stabbed, harassment, stalking, kidnapping, kidnap, indecent exposure, flashing, child abuse, acid attack, acid attacks, grievous bodily harm',
  'possession-of-weapons': 'machete, machetes, firearms, firearm',
  'public-order': 'racist abuse, threatening behaviour',
  'other-crime': 'dangerous driving, perjury',
}

const meaning = (words: string, meaning: Meaning): [string, Meaning][] =>
  phrases(words).map((phrase) => [phrase, meaning])

const MONTHS = 'january, february, april, june, july, august, september, october, november, december'

const REMARKS = {
  // About time: the figures are of the latest month.
  'latest-month':
    'last month, this month, latest, latest month, most recent, recent, recently, newest, past month',
  'by-month':
    'today, tonight, now, right now, yesterday, last night, this week, last week, past week, this weekend, last weekend, this morning, this evening, this afternoon, last 24 hours, monday, tuesday, wednesday, thursday, friday, saturday, sunday, hourly, hour, hours, at night, day, days, week, weekend, night, nights, hours ago, days ago',
  'only-latest': `this year, last year, past year, last 12 months, 12 months, year, years, yearly, annual, annually, trend, trends, history, historic, historical, over time, since, previous, previously, last quarter, quarter, last 6 months, last 3 months, past 12 months, past 6 months, past 3 months, last six months, last three months, months, increase, increasing, decrease, decreasing, rising, falling, going up, going down, up or down, change, changes, changed, compared to last year, in may, in march, since may, since march, ${MONTHS}`,
  // "within 500m": the area is fixed.
  area: 'within, radius, radius of, mile, miles, metre, metres, meter, meters, km, kilometre, kilometres, kilometers, yard, yards, within a mile, half a mile, a mile, walking distance, wider area, bigger area, bigger, wider, larger, smaller',
  // "weekly": figures come once a month.
  frequency:
    'weekly, daily, every day, every week, instantly, immediately, real time, realtime, each week, each day, straight away',
  risk: 'safe, safer, safest, safely, safety, unsafe, dangerous, danger, risk, risks, risky, rough, dodgy, worst, worse, best, better, bad area, good area, nice area, how bad, how safe, is it safe, which is safer, which is better, which is worse, crime free, crime score, score, rating, hotspot, hotspots',
  rate: 'rate, rates, crime rate, crime rates, per capita, per person, per head, per 1000, per thousand, ratio, index, crime index',
  // Counted as anti-social behaviour where the police were called.
  noise:
    'noise, noisy neighbour, noisy neighbours, noisy neighbor, noisy neighbors, noise complaint, noise complaints, loud music, noise nuisance, noisy',
  // Of no category, and why.
  council:
    'fly tipping, flytipping, fly tip, fly tips, flytip, litter, littering, rubbish, rubbish dumping, dog fouling, dog mess, dog poo, potholes, pothole, parking, illegal parking, bad parking, abandoned car, abandoned cars, abandoned vehicle, abandoned vehicles, street lights, street lighting, rats, planning',
  'not-by-street':
    'fraud, frauds, scam, scams, scammers, cyber crime, cybercrime, cyber, online crime, phishing, identity theft, card fraud, credit card fraud, hacking, money laundering, terrorism, modern slavery, trafficking, people trafficking, human trafficking, blackmail, bribery',
  'not-published':
    'speeding, speed, traffic, accident, accidents, road accidents, crash, crashes, road traffic accidents, drink driving, driving offences, missing people, missing person, missing persons, stop and search, stop and searches, arrests, arrest, sex offenders, sex offender, registered sex offenders, names, suspects',
  'not-a-category':
    'hate crime, hate crimes, racism, racist, racist attacks, racist incidents, homophobia, homophobic, islamophobia, antisemitism, gang, gangs, gang crime, youth crime, organised crime, county lines, serious crime, cuckooing',
} as const

/** What is said beside an answer that does not follow the words. */
export type RemarkKind = keyof typeof REMARKS

/** Words and phrases to their meanings, in lower case, without apostrophes and hyphens. */
export const VOCABULARY: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ...meaning(
    'a, an, the, is, are, was, were, be, been, it, its, this, that, there, these, those, my, our, your, his, her, their, i, im, we, us, you, he, she, they, of, for, with, to, at, in, on, by, from, into, near, nearby, around, close to, next to, by the, please, pls, plz, thanks, thank you, ta, cheers, show, me, see, give, get, find, tell, look, look up, lookup, check, search, want, need, would, like, can, could, should, do, does, did, have, has, had, how, what, whats, where, when, which, who, why, much, many, any, all, every, everything, some, more, most, total, totals, overall, crime, crimes, street crime, figures, statistics, stats, numbers, numbers of, count, counts, report, reports, reported, recorded, happened, happening, happen, happens, going on, up, about, area, areas, place, postcode, postcodes, post code, postal code, zip, zip code, address, addresses, location, police, incidents, incident, offences, offence, level, levels, local, england, wales, uk, gb, united kingdom, great britain, difference, differences, between, each, same, both, month, months figures, monthly, every month, each month, number, number of, round, live, moving, moved, based, side, so, but, if, then, just, only, also, too, very, really, quite, will, may, might, lets, let, go, run, make, set, set up, up for, know, new, news, yes, ok, okay, out, than, as, per, over, problem, problems, issue, issues, latest figures, bad, good, type, kind, open, view, display, per category, breakdown, summary, team, someone, anyone, ones, one, them, here is, there are, currently, been any, any news, when new, is there, are there, much is there',
    { kind: 'filler' },
  ),
  ...meaning(
    'except, except for, excluding, without, but not, not, no, apart from, other than, ignore, ignoring',
    { kind: 'except' },
  ),
  ...meaning('and, or, plus, also, compared to, compared with, versus the', { kind: 'filler' }),
  ...meaning('vs, v, versus, against, compared to, compared with, compare to, compare with, or', {
    kind: 'versus',
  }),
  ...meaning(
    'here, near me, me here, my area, my house, my home, my street, my place, my flat, my office, my work, home, work, where i live, where i am, around me, around here, near here, close to me, this area, my neighbourhood, in my area, nearby me, current location, my location, my postcode',
    { kind: 'here' },
  ),
  ...Object.entries(REMARKS).flatMap(([kind, words]) =>
    meaning(words, { kind: 'remark', remark: kind as RemarkKind }),
  ),
  ...Object.entries(COUNTED_UNDER).flatMap(([slug, words]) =>
    meaning(words, { kind: 'counted-under', slug, mostly: false }),
  ),
  ...meaning('domestic abuse, domestic violence, domestic, domestics, coercive control', {
    kind: 'counted-under',
    slug: 'violent-crime',
    mostly: true,
  }),
  ...Object.entries(VERBS).flatMap(([verb, words]) => meaning(words, { kind: 'verb', verb: verb as Verb })),
  ...[...CATEGORY_PHRASES].map(([phrase, slugs]): [string, Meaning] => [
    phrase,
    { kind: 'categories', slugs },
  ]),
])

/** Words of the longest phrase. */
export const MAX_PHRASE_WORDS = Math.max(...[...VOCABULARY.keys()].map((phrase) => phrase.split(' ').length))

const WORDS: ReadonlySet<string> = new Set([...VOCABULARY.keys()].flatMap((phrase) => phrase.split(' ')))

/** Whether a word stands in the vocabulary, alone or in a phrase. */
export const isVocabulary = (key: string): boolean => WORDS.has(key)
