import type { FailureWords } from '../ui/use-task.ts';
import type { Facts } from './facts.ts';
import type { StepId } from './steps.ts';

export const WORDS = {
  title: 'Set up Slotbridge',
  intro: 'Your iCloud events block the slots of your CRM calendars, from your own computer.',
  steps: 'Steps',
  looking: 'Looking around…',
  stepDone: 'Done:',
  stepCurrent: 'Now:',
  stepWaiting: 'Later:',
  port: 'Port',
  portHint: 'The line “Slotbridge is listening on…” in the terminal ends with it.',
  otherPort: 'It runs on another port',
  usePort: 'Use this port',
  notAPort: 'A port is a number from 1 to 65535.',
  run: 'npm start',
  code: 'Pairing code',
  codeWhere: 'The terminal in which Slotbridge runs shows a code. It changes every two minutes, so type the newest.',
  needCode: 'Type the code that the terminal shows.',
  pair: 'Pair',
  pairing: 'Pairing…',
  pairAgain: 'Pair again',
  crmOpen: 'Open the CRM',
  crmOnce:
    'Open the CRM once and sign in. We read from its page which sub-account you are in and who you are, then this page goes on by itself.',
  crmIsItYou: 'The CRM’s page told us who is signed in. Is it you?',
  crmSeveral: 'The CRM’s pages told us of these. Which one are you?',
  crmChange: 'Someone else',
  thisIsMe: 'This is me',
  finishedTitle: 'All set',
  finished: 'Your busy times are marked in the CRM from now on, a few seconds after a change in iCloud.',
  finishedLinked:
    'What you book, move or cancel in the CRM follows in your linked calendar. What others book follows when you open the CRM’s calendar.',
  passwordNotKept: 'The password is kept only until Slotbridge stops. “npx slotbridge doctor” says how to keep it.',
  onlyYou: 'Only you see these marks. Customers still see these times as open.',
} as const;

export const CRM_ADDRESS = 'https://app.gohighlevel.com/';

export const STEP_TITLES: Record<StepId, string> = {
  bridge: 'Start Slotbridge on this computer',
  pair: 'Pair this browser',
  crm: 'Open the CRM once',
  account: 'Connect iCloud Calendar',
  calendars: 'Choose your calendars',
};

/** Step 1: what answers on the port. */
export const BRIDGE_WORDS: Record<Exclude<Facts['bridge'], 'reachable'>, (port: number) => string> = {
  unreachable: () => 'Slotbridge isn’t running on this computer. Open a terminal in its folder and run:',
  'other-program': (port) =>
    `Another program answers on port ${port}. Stop it, or start Slotbridge on another port and enter that port below. To start it:`,
};

/** Step 2: why this browser counts as not paired, though it was. */
export const PAIRING_WORDS: Partial<Record<Facts['pairing'], string>> = {
  refused: 'Slotbridge no longer knows this browser. Pair it again.',
  'not-our-bridge':
    'What answers here can’t prove that it’s your Slotbridge, so nothing was sent to it. If you set up Slotbridge anew, pair again.',
};

export const PAIR_FAILURES: FailureWords = {
  invalid: 'That isn’t a pairing code. Type the eight letters and digits that the terminal shows, such as ABCD-EFGH.',
  'wrong-code': 'That isn’t the code in the terminal. It changes every two minutes: type the newest.',
  'pairing-closed':
    'Slotbridge isn’t waiting for a browser right now. In its folder run “npx slotbridge pair” and type the code that it shows.',
  'too-many-attempts':
    'Too many wrong codes, so that one no longer counts. Wait for a fresh code in the terminal, then type it.',
  'bridge-unreachable': 'Slotbridge stopped answering. Start it again; this page goes on by itself.',
  'not-our-bridge': 'Another program answers where Slotbridge should be, so this browser wasn’t paired with it.',
};

/** "Ann Lee in Acme Clinic"; ids stand in where the CRM told no name. */
export function personInWords(person: {
  userName?: string | undefined;
  userId: string;
  locationName?: string | undefined;
  locationId: string;
}): string {
  return `${person.userName ?? `User ${person.userId}`} in ${person.locationName ?? `sub-account ${person.locationId}`}`;
}

/** The line under a step that is done. */
export const DONE_WORDS: Record<'bridge' | 'pair', string> = {
  bridge: 'It’s running.',
  pair: 'This browser is paired.',
};

/** "3 calendars block your time.", and whether bookings go anywhere. */
export function calendarsInWords(conflicts: number, linked: boolean): string {
  const blocking = conflicts === 1 ? '1 calendar blocks your time' : `${conflicts} calendars block your time`;
  return linked ? `${blocking}. New bookings are added to your linked calendar.` : `${blocking}.`;
}
