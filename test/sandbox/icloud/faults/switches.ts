import type { FaultName, FaultValues } from './table.ts';

/** Which requests a fault strikes; what is left out matches everything. */
interface Strikes {
  readonly method?: string;
  readonly host?: 'front' | 'partition';
  /** A part of the decoded path. */
  readonly path?: string;
  /** The first request it strikes, among those that match from now on; 1 is the very next. */
  readonly nth?: number;
  /** The fault clears itself after so many requests; once with `nth`, else never. */
  readonly times?: number;
}

interface Struck {
  readonly method: string;
  readonly host: 'front' | 'partition';
  readonly path: string;
}

/** The values of the faults that strike one request. */
export type ActiveFaults = { readonly [Name in FaultName]?: FaultValues[Name] };

/** One fault that lies in wait. */
export interface Ambush {
  /** How many requests it struck so far. */
  struck(): number;
}

export interface FaultSwitches {
  /** In place of what was set under this name before. */
  set<Name extends FaultName>(name: Name, value: FaultValues[Name], strikes?: Strikes): Ambush;
  /** Beside what was set under this name; where two of a name strike one request, the later one does. */
  add<Name extends FaultName>(name: Name, value: FaultValues[Name], strikes?: Strikes): Ambush;
  /** One fault, or all of them. */
  clear(name?: FaultName): void;
  /** What strikes this request; counts it. */
  strike(request: Struck): ActiveFaults;
}

interface Switch {
  readonly name: FaultName;
  readonly value: unknown;
  readonly strikes: Strikes;
  matched: number;
  struck: number;
}

export function faultSwitches(): FaultSwitches {
  let on: Switch[] = [];
  const clear = (name?: FaultName) => {
    on = name === undefined ? [] : on.filter((fault) => fault.name !== name);
  };
  const add = (name: FaultName, value: unknown, strikes: Strikes = {}): Ambush => {
    const fault = { name, value, strikes, matched: 0, struck: 0 };
    on.push(fault);
    return { struck: () => fault.struck };
  };
  return {
    set: (name, value, strikes) => {
      clear(name);
      return add(name, value, strikes);
    },
    add,
    clear,
    strike: (request) => {
      const hits = on.filter((fault) => strikes(fault, request));
      return Object.fromEntries(hits.map(({ name, value }) => [name, value])) as ActiveFaults;
    },
  };
}

/** Counts the request, and the strike if it is one. */
function strikes(fault: Switch, request: Struck): boolean {
  const { nth, times = nth === undefined ? Number.POSITIVE_INFINITY : 1 } = fault.strikes;
  if (!matches(fault.strikes, request)) return false;
  fault.matched += 1;
  if (fault.matched < (nth ?? 1) || fault.struck >= times) return false;
  fault.struck += 1;
  return true;
}

function matches({ method, host, path }: Strikes, request: Struck): boolean {
  return (
    (method === undefined || method === request.method) &&
    (host === undefined || host === request.host) &&
    (path === undefined || request.path.includes(path))
  );
}
