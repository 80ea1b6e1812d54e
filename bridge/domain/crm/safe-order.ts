import { clip, type Interval, subtract } from '../../../shared/intervals.ts';
import type { Action } from './plan.ts';

/**
 * The actions in an order in which no wanted time that is closed is open in between; sooner times first otherwise.
 * `kept` are the blocks that stay as they are. Where blocks would change places with one another, one of them is made
 * anew and removed instead.
 */
export function inSafeOrder(
  actions: readonly Action[],
  kept: readonly Interval[],
  wanted: readonly Interval[],
  now: number,
): Action[] {
  const done: Action[] = actions.filter(({ kind }) => kind === 'create').sort(bySoonest);
  const standing = new Map<object, Interval>([...kept, ...done.flatMap(closes)].map((one) => [one, one]));
  const open = actions.filter(({ kind }) => kind !== 'create').sort(bySoonest);
  for (const action of open) for (const from of leaves(action)) standing.set(action, from);
  while (open.length > 0) {
    const safe = open.findIndex((action) => opensNothing(action, standing, wanted, now));
    const at =
      safe < 0
        ? Math.max(
            0,
            open.findIndex(({ kind }) => kind === 'change'),
          )
        : safe;
    const [next] = open.splice(at, 1) as [Action];
    const [first, removal] = safe < 0 ? apart(next) : [next];
    standing.delete(next);
    for (const closed of closes(first)) standing.set(closed, closed);
    done.push(first);
    if (!removal) continue;
    for (const from of leaves(removal)) standing.set(removal, from);
    open.push(removal);
  }
  return done;
}

/** A change as a new block and the removal of the old one. */
function apart(action: Action): [Action, Action?] {
  if (action.kind !== 'change') return [action];
  const { id, from, block } = action;
  return [
    { kind: 'create', block },
    { kind: 'delete', id, from },
  ];
}

function opensNothing(
  action: Action,
  standing: ReadonlyMap<object, Interval>,
  wanted: readonly Interval[],
  now: number,
): boolean {
  const others = [...standing].filter(([key]) => key !== action).map(([, times]) => times);
  const needed = leaves(action).flatMap((from) => wanted.flatMap((one) => clip(one, from) ?? []));
  return subtract(needed, [...others, ...closes(action)]).every(({ end }) => end <= now);
}

/** What it closes once it is done. */
function closes(action: Action): Interval[] {
  return action.kind === 'delete' ? [] : [action.block];
}

/** What is closed before. */
function leaves(action: Action): Interval[] {
  return action.kind === 'create' ? [] : [action.from];
}

function bySoonest(a: Action, b: Action): number {
  return soonest(a) - soonest(b);
}

function soonest(action: Action): number {
  return Math.min(...[...closes(action), ...leaves(action)].map(({ start }) => start));
}
