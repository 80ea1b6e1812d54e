import { eventName } from '../../../bridge/domain/event-names.ts';
import type { Written } from '../../../shared/contract/appointments.ts';
import type { Connection } from '../../../shared/contract/connection.ts';
import type { TestBridgeOptions } from '../../sandbox/bridge.ts';
import type { AccountHandle } from '../../sandbox/icloud/account/handle.ts';
import { DEFAULT_ACCOUNT, type ICloud, startICloud } from '../../sandbox/icloud/start.ts';
import { type Booked, pause, startBooked } from './booked.ts';

/** An event of an appointment, as the server has it. */
export interface Stood {
  /** Last segment of the calendar's address. */
  readonly calendar: string;
  readonly name: string;
  readonly text: string;
}

/** A stand-in iCloud with the calendars Work and Home, and a bridge that is connected to it; Work is linked. */
export interface OnICloud {
  readonly icloud: ICloud;
  readonly account: AccountHandle;
  readonly booked: Booked;
  /** Every event of the appointment in the whole account, under whichever of its names. */
  standing(appointmentId: string): Stood[];
  /** Waits until the booking stands as named (and `also` is so), and does what a person would who sees it waiting. */
  settled(appointmentId: string, state: Written['state'], also?: () => boolean): Promise<Written>;
  stop(): Promise<void>;
}

const SETTLES_WITHIN_MS = 20_000;

export async function startOnICloud(options: Partial<TestBridgeOptions> = {}): Promise<OnICloud> {
  const icloud = await startICloud();
  const account = icloud.account();
  account.calendars.create({ name: 'Work', path: 'work' });
  account.calendars.create({ name: 'Home', path: 'home' });
  const booked = await bookedOn(icloud, options);
  await booked.link('Work');
  return {
    icloud,
    account,
    booked,
    standing: (appointmentId) => standingIn(account, appointmentId),
    settled: (appointmentId, state, also = () => true) => settled(booked, appointmentId, state, also),
    stop: async () => {
      await booked.bridge.discard();
      await icloud.stop();
    },
  };
}

export function bookedOn(icloud: ICloud, options: Partial<TestBridgeOptions> = {}): Promise<Booked> {
  const { appleId, appPassword } = DEFAULT_ACCOUNT;
  return startBooked({ radicale: icloud }, { ...options, connect: { appleId, appPassword } });
}

function standingIn(account: AccountHandle, appointmentId: string): Stood[] {
  const { uid } = eventName({ locationId: 'loc1', userId: 'user1', appointmentId }, 1);
  const unfolded = (text: string) => text.replaceAll('\r\n ', '');
  return account.calendars
    .list()
    .flatMap(({ path }) => account.list(path).map(({ name, text }) => ({ calendar: path, name, text: unfolded(text) })))
    .filter(({ text }) => text.includes(uid));
}

async function settled(booked: Booked, id: string, state: Written['state'], also: () => boolean): Promise<Written> {
  let last: Written | undefined;
  for (const deadline = Date.now() + SETTLES_WITHIN_MS; Date.now() < deadline; await pause(50)) {
    last = (await booked.list()).find(({ appointmentId }) => appointmentId === id);
    if (last?.state === state && also()) return last;
    if (last?.lastError !== undefined) await helped(booked, id);
  }
  throw new Error(`Never ${state}: ${JSON.stringify(last)}`);
}

/** A new password where one is asked for, else "try again". */
async function helped({ bridge, path }: Booked, appointmentId: string): Promise<void> {
  const { status } = (await bridge.call<Connection>('GET', path)).body;
  const { appPassword } = DEFAULT_ACCOUNT;
  if (status === 'needs-password') await bridge.call('PUT', `${path}/password`, { appPassword });
  else await bridge.call('POST', `${path}/appointments/${appointmentId}/retry`);
}
