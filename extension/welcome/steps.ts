import { connectionOf, type Facts, personOf } from './facts.ts';

const STEPS = ['bridge', 'pair', 'crm', 'account', 'calendars'] as const;
export type StepId = (typeof STEPS)[number];
export type StepState = 'done' | 'current' | 'waiting';

function checks(facts: Facts, picked: string | null): Record<StepId, boolean> {
  const person = personOf(facts, picked);
  const connection = connectionOf(facts, person);
  return {
    bridge: facts.bridge === 'reachable',
    pair: facts.pairing === 'paired',
    crm: person !== null,
    account: connection !== null && connection.status !== 'needs-password',
    // With no conflict calendar nothing is known and nothing would ever be marked.
    calendars: connection?.configured === true && connection.conflictCalendarIds.length > 0,
  };
}

/**
 * Where the person stands: everything before the first failing check is done, that one is current, and what comes
 * after it waits, as nothing past a failing check is known.
 */
export function stepStates(facts: Facts, picked: string | null): Record<StepId, StepState> {
  const passed = checks(facts, picked);
  const current = currentStep(facts, picked);
  const stateOf = (id: StepId): StepState => {
    if (id === current) return 'current';
    return passed[id] && (current === null || STEPS.indexOf(id) < STEPS.indexOf(current)) ? 'done' : 'waiting';
  };
  return Object.fromEntries(STEPS.map((id) => [id, stateOf(id)])) as Record<StepId, StepState>;
}

/** The first step whose check fails; null when the whole road is walked. */
export function currentStep(facts: Facts, picked: string | null): StepId | null {
  const passed = checks(facts, picked);
  return STEPS.find((id) => !passed[id]) ?? null;
}
