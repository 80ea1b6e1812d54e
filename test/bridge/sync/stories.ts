import type { FaultName, FaultValues } from '../../sandbox/icloud/faults/table.ts';
import type { Happening } from './happenings.ts';

const put = (name: number, hour: number): Happening => ({ do: 'put', calendar: 0, name, hour });
const remove = (name: number): Happening => ({ do: 'remove', calendar: 0, name });
const fault = <Name extends FaultName>(name: Name, value: FaultValues[Name]): Happening => {
  return { do: 'fault', fault: name, value, strikes: 'reports', times: null };
};
const hide = (reportsOnly: boolean, times: number | null): Happening => ({ do: 'hide', reportsOnly, times });
const sync: Happening = { do: 'sync' };
const three = [put(0, 1), put(1, 3), put(2, 5), sync];

/** What chance finds only now and then, at least one for each row of the decision tables. */
export const STORIES: readonly (readonly [string, readonly Happening[]])[] = [
  ['an event is changed and another deleted', [...three, put(0, 7), remove(1), sync]],
  ['the last event is deleted', [put(0, 1), sync, remove(0), sync]],
  [
    'an event is changed while the server refuses the token',
    [...three, fault('refuse-sync-token', true), put(0, 7), sync],
  ],
  [
    'an event is deleted while the server refuses the token',
    [...three, fault('refuse-sync-token', true), remove(0), sync],
  ],
  [
    'an event is deleted and the others are changed, and the server sends its full list',
    [...three, fault('silent-full-list', true), remove(0), put(1, 7), put(2, 9), sync],
  ],
  [
    'the last event is deleted, and the server sends its full list, which is empty',
    [put(0, 1), sync, fault('silent-full-list', true), remove(0), sync],
  ],
  [
    'events are changed, and the server leaves one out of its answer',
    [...three, fault('missing-hrefs', 1), put(0, 7), put(1, 9), sync],
  ],
  ['all seems to be gone for a moment', [...three, hide(false, null), { do: 'heal' }, sync]],
  [
    'all seems to be gone, and the bridge starts anew before it looks again',
    [...three, hide(false, null), { do: 'restart' }, { do: 'heal' }],
  ],
  ['all seems to be gone to one request', [...three, hide(false, 1), put(0, 7), sync]],
  ['all seems to be gone to the next report', [...three, put(3, 9), hide(true, 1), put(0, 7), sync]],
  ['all is really gone', [...three, { do: 'empty', calendar: 0 }, fault('refuse-sync-token', true), sync, sync]],
  ['a calendar is made anew', [...three, { do: 'recreate', calendar: 0, seen: false }, put(4, 11), sync]],
  ['a calendar is gone for a while', [...three, { do: 'recreate', calendar: 0, seen: true }, put(4, 11), sync]],
  [
    'a calendar is left out for a while',
    [...three, { do: 'choose', chosen: [1] }, put(0, 7), sync, { do: 'choose', chosen: [0, 1] }, sync],
  ],
  [
    'the computer crashes between two looks',
    [...three, put(0, 7), sync, { do: 'crash' }, remove(1), sync, { do: 'crash' }],
  ],
];

/** Those that any server can be part of. */
export const STORIES_WITHOUT_FAULTS = STORIES.filter(
  ([, list]) => !list.some((happening) => happening.do === 'fault' || happening.do === 'hide'),
);
