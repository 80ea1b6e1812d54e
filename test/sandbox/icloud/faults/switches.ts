import type { FaultName, FaultValues } from './table.ts';

/** Which requests a fault strikes; what is left out matches everything. */
interface Strikes {
  readonly method?: string;
  readonly host?: 'front' | 'partition';
  /** A part of the decoded path. */
  readonly path?: string;
  /** The fault clears itself after so many requests. */
  readonly times?: number;
}

interface Struck {
  readonly method: string;
  readonly host: 'front' | 'partition';
  readonly path: string;
}

/** The values of the faults that strike one request. */
export type ActiveFaults = { readonly [Name in FaultName]?: FaultValues[Name] };

export interface FaultSwitches {
  set<Name extends FaultName>(name: Name, value: FaultValues[Name], strikes?: Strikes): void;
  /** One fault, or all of them. */
  clear(name?: FaultName): void;
  /** What strikes this request; counts it. */
  strike(request: Struck): ActiveFaults;
}

interface Switch {
  readonly value: unknown;
  readonly strikes: Strikes;
  left: number;
}

export function faultSwitches(): FaultSwitches {
  const on = new Map<FaultName, Switch>();
  return {
    set: (name, value, strikes = {}) => {
      on.set(name, { value, strikes, left: strikes.times ?? Number.POSITIVE_INFINITY });
    },
    clear: (name) => {
      if (name === undefined) on.clear();
      else on.delete(name);
    },
    strike: (request) => {
      const hits = [...on].filter(([, fault]) => fault.left > 0 && matches(fault.strikes, request));
      for (const [, fault] of hits) fault.left -= 1;
      return Object.fromEntries(hits.map(([name, fault]) => [name, fault.value])) as ActiveFaults;
    },
  };
}

function matches(strikes: Strikes, request: Struck): boolean {
  return (
    (strikes.method === undefined || strikes.method === request.method) &&
    (strikes.host === undefined || strikes.host === request.host) &&
    (strikes.path === undefined || request.path.includes(strikes.path))
  );
}
