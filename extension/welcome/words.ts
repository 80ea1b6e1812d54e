import type { FailureWords } from '../ui/use-task.ts';
import { say, sayCount } from '../words/say.ts';
import type { Facts } from './facts.ts';
import type { StepId } from './steps.ts';

export const WORDS = {
  title: say('welcomeTitle'),
  intro: say('welcomeIntro'),
  steps: say('welcomeSteps'),
  looking: say('welcomeLooking'),
  stepDone: say('welcomeStepDone'),
  stepCurrent: say('welcomeStepCurrent'),
  stepWaiting: say('welcomeStepWaiting'),
  port: say('welcomePort'),
  portHint: say('welcomePortHint'),
  otherPort: say('welcomeOtherPort'),
  usePort: say('welcomeUsePort'),
  notAPort: say('welcomeNotAPort'),
  run: 'npm start',
  code: say('welcomeCode'),
  codeWhere: say('welcomeCodeWhere'),
  needCode: say('welcomeNeedCode'),
  pair: say('welcomePair'),
  pairing: say('welcomePairing'),
  pairAgain: say('welcomePairAgain'),
  crmOpen: say('welcomeCrmOpen'),
  crmOnce: say('welcomeCrmOnce'),
  crmIsItYou: say('welcomeCrmIsItYou'),
  crmSeveral: say('welcomeCrmSeveral'),
  crmChange: say('welcomeCrmChange'),
  thisIsMe: say('welcomeThisIsMe'),
  finishedTitle: say('welcomeFinishedTitle'),
  finished: say('welcomeFinished'),
  finishedLinked: say('welcomeFinishedLinked'),
  passwordNotKept: say('welcomePasswordNotKept'),
  onlyYou: say('welcomeOnlyYou'),
} as const;

export const CRM_ADDRESS = 'https://app.gohighlevel.com/';

export const STEP_TITLES: Record<StepId, string> = {
  bridge: say('welcomeStepBridge'),
  pair: say('welcomeStepPair'),
  crm: say('welcomeStepCrm'),
  account: say('welcomeStepAccount'),
  calendars: say('welcomeStepCalendars'),
};

/** Step 1: what answers on the port. */
export const BRIDGE_WORDS: Record<Exclude<Facts['bridge'], 'reachable'>, (port: number) => string> = {
  unreachable: () => say('welcomeBridgeAway'),
  'other-program': (port) => say('welcomePortTaken', port),
};

/** Step 2: why this browser counts as not paired, though it was. */
export const PAIRING_WORDS: Partial<Record<Facts['pairing'], string>> = {
  refused: say('welcomeBrowserForgotten'),
  'not-our-bridge': say('welcomeUnproven'),
};

export const PAIR_FAILURES: FailureWords = {
  invalid: say('welcomeNoCode'),
  'wrong-code': say('welcomeWrongCode'),
  'pairing-closed': say('welcomePairingClosed'),
  'too-many-attempts': say('welcomeTooManyCodes'),
  'bridge-unreachable': say('welcomeBridgeStopped'),
  'not-our-bridge': say('welcomeOtherProgram'),
};

/** "Ann Lee in Acme Clinic"; ids stand in where the CRM told no name. */
export function personInWords(person: {
  userName?: string | undefined;
  userId: string;
  locationName?: string | undefined;
  locationId: string;
}): string {
  const user = person.userName ?? say('welcomeUser', person.userId);
  const location = person.locationName ?? say('welcomeSubAccount', person.locationId);
  return say('welcomePerson', user, location);
}

/** The line under a step that is done. */
export const DONE_WORDS: Record<'bridge' | 'pair', string> = {
  bridge: say('welcomeRuns'),
  pair: say('welcomePaired'),
};

/** "3 calendars block your time.", and whether bookings go anywhere. */
export function calendarsInWords(conflicts: number, linked: boolean): string {
  const blocking = sayCount('welcomeBlocking', conflicts);
  return linked ? `${blocking} ${say('welcomeLinked')}` : blocking;
}
