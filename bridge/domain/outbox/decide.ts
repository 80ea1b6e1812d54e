/** Whether an event is to stand at a place. */
export type Want = 'here' | 'not-here';

/** What we know of the place ourselves: `planned` may have been written, `outdated` was written for an older wish. */
export type Last = 'never' | 'planned' | 'outdated' | 'current';

/**
 * What the server shows there. `refused`: it calls the name or the UID taken, but nothing stands there; `refused-again`
 * after a second look, since another computer's event may take a moment to show.
 */
export type Seen = 'not-looked' | 'absent' | 'refused' | 'refused-again' | 'own' | 'foreign';

export type Act =
  | 'create'
  | 'look'
  | 'look-again'
  /** Change what is ours in what stands there; nothing is sent when it is as it should be. */
  | 'amend'
  | 'delete'
  /** Nothing of ours stands there (any more). */
  | 'forget'
  | 'next-name'
  /** The person deleted it: it is not brought back. */
  | 'note-deletion'
  | 'leave';

type Row = Readonly<Record<Seen, Act>>;

const NEW: Row = {
  'not-looked': 'create',
  absent: 'create',
  refused: 'look-again',
  'refused-again': 'next-name',
  own: 'amend',
  foreign: 'next-name',
};

const GOES: Row = {
  'not-looked': 'look',
  absent: 'forget',
  refused: 'forget',
  'refused-again': 'forget',
  own: 'delete',
  foreign: 'forget',
};

const STAYS: Row = {
  'not-looked': 'leave',
  absent: 'note-deletion',
  refused: 'note-deletion',
  'refused-again': 'note-deletion',
  own: 'leave',
  foreign: 'note-deletion',
};

const TABLE: Readonly<Record<Want, Readonly<Record<Last, Row>>>> = {
  here: {
    never: NEW,
    planned: { ...NEW, 'not-looked': 'look' },
    outdated: { ...NEW, 'not-looked': 'look' },
    current: STAYS,
  },
  'not-here': { never: { ...GOES, 'not-looked': 'leave' }, planned: GOES, outdated: GOES, current: GOES },
};

/** What to do at one place. */
export function decide(want: Want, last: Last, seen: Seen): Act {
  return TABLE[want][last][seen];
}
