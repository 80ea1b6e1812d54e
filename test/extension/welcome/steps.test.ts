import { describe, expect, it } from 'vitest';
import { createBridgeClient } from '../../../extension/bridge-client/client.ts';
import type { Facts } from '../../../extension/welcome/facts.ts';
import { currentStep, stepStates } from '../../../extension/welcome/steps.ts';
import { connection } from '../ui/in-memory-bridge.ts';

const ANN = { locationId: 'loc1', userId: 'user1', seenAt: '2026-11-23T09:00:00Z', confirmed: true };

function facts(more: Partial<Facts> = {}): Facts {
  return {
    port: 4823,
    bridge: 'reachable',
    pairing: 'paired',
    trouble: null,
    people: [ANN],
    connections: [connection()],
    client: createBridgeClient({ port: 4823 }),
    ...more,
  };
}

describe('the current step', () => {
  it('is none when every check passes', () => {
    expect(currentStep(facts(), null)).toBeNull();
  });

  it('is the first whose check fails', () => {
    expect(currentStep(facts({ bridge: 'unreachable', pairing: 'unchecked', connections: [] }), null)).toBe('bridge');
    expect(currentStep(facts({ bridge: 'other-program' }), null)).toBe('bridge');
    expect(currentStep(facts({ pairing: 'refused' }), null)).toBe('pair');
    expect(currentStep(facts({ people: [] }), null)).toBe('crm');
    expect(currentStep(facts({ people: [{ ...ANN, confirmed: false }] }), null)).toBe('crm');
    expect(currentStep(facts({ connections: [] }), null)).toBe('account');
    expect(currentStep(facts({ connections: [connection({ status: 'needs-password' })] }), null)).toBe('account');
    expect(currentStep(facts({ connections: [connection({ configured: false })] }), null)).toBe('calendars');
    const nothingTicked = connection({ configured: true, conflictCalendarIds: [] });
    expect(currentStep(facts({ connections: [nothingTicked] }), null)).toBe('calendars');
  });

  it('is about the person who was picked, not about another one’s connection', () => {
    const people = [ANN, { ...ANN, locationId: 'loc2' }];
    expect(currentStep(facts({ people }), 'loc2 user1')).toBe('account');
    expect(currentStep(facts({ people }), 'loc1 user1')).toBeNull();
  });
});

it('nothing is ticked past a failing check', () => {
  expect(stepStates(facts({ bridge: 'unreachable' }), null)).toEqual({
    bridge: 'current',
    pair: 'waiting',
    crm: 'waiting',
    account: 'waiting',
    calendars: 'waiting',
  });
  expect(stepStates(facts({ connections: [connection({ configured: false })] }), null)).toEqual({
    bridge: 'done',
    pair: 'done',
    crm: 'done',
    account: 'done',
    calendars: 'current',
  });
});
