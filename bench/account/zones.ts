/** Zones with a change of clocks, as calendars write them into each event. */
export interface EventZone {
  readonly tzid: string;
  readonly lines: readonly string[];
}

interface Rule {
  readonly month: number;
  readonly day: string;
  readonly at: string;
}

function zone(tzid: string, standard: string, daylight: string, begins: Rule, ends: Rule): EventZone {
  const observance = (name: string, from: string, to: string, { month, day, at }: Rule) => [
    `BEGIN:${name}`,
    `DTSTART:20070101T${at}`,
    `RRULE:FREQ=YEARLY;BYMONTH=${month};BYDAY=${day}`,
    `TZNAME:${name.slice(0, 3)}`,
    `TZOFFSETFROM:${from}`,
    `TZOFFSETTO:${to}`,
    `END:${name}`,
  ];
  const lines = [
    'BEGIN:VTIMEZONE',
    `TZID:${tzid}`,
    ...observance('DAYLIGHT', standard, daylight, begins),
    ...observance('STANDARD', daylight, standard, ends),
    'END:VTIMEZONE',
  ];
  return { tzid, lines };
}

const AMERICA = [
  { month: 3, day: '2SU', at: '020000' },
  { month: 11, day: '1SU', at: '020000' },
] as const;

export const ZONES: readonly [EventZone, ...EventZone[]] = [
  zone('America/New_York', '-0500', '-0400', ...AMERICA),
  zone('America/Los_Angeles', '-0800', '-0700', ...AMERICA),
  zone(
    'Europe/Berlin',
    '+0100',
    '+0200',
    { month: 3, day: '-1SU', at: '020000' },
    { month: 10, day: '-1SU', at: '030000' },
  ),
  zone(
    'Australia/Sydney',
    '+1000',
    '+1100',
    { month: 10, day: '1SU', at: '020000' },
    { month: 4, day: '1SU', at: '030000' },
  ),
];
