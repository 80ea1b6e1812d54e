import browser from 'webextension-polyfill';
import type { SeenRequest } from '../background/messages.ts';

const ask = (request: SeenRequest): Promise<unknown> => browser.runtime.sendMessage(request);

/** The person's yes to "Add these future appointments too?": gives how many are on their way to the linked calendar. */
export async function addSeen(connectionId: string): Promise<number> {
  return Number(await ask({ type: 'add-seen', connectionId }));
}

/** The person's no: they stay out of the linked calendar until they change, and nobody asks again. */
export async function dismissSeen(connectionId: string): Promise<void> {
  await ask({ type: 'dismiss-seen', connectionId });
}

/** The person has read of a booking that was not kept. */
export async function dismissTrouble(connectionId: string, appointmentId: string): Promise<void> {
  await ask({ type: 'dismiss-trouble', connectionId, appointmentId });
}
