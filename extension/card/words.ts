import { say } from '../words/say.ts';

export const CARD_WORDS = {
  title: say('cardTitle'),
  what: say('cardWhat'),
  forWhom,
  onePerUser: say('cardOnePerUser'),
  connect: say('cardConnect'),
  ownWindow: say('cardOwnWindow'),
  nobody: say('cardNobody'),
  setUp: say('cardSetUp'),
  looking: say('cardLooking'),
  oneWay: say('cardOneWay'),
  linked: say('cardLinked'),
  noLinked: say('cardNoLinked'),
  conflict: say('cardConflict'),
  noConflict: say('cardNoConflict'),
  publicPages: say('cardPublicPages'),
  protect: say('cardProtect'),
  change: say('cardChange'),
  configure: say('cardConfigure'),
  checkNow: say('cardCheckNow'),
  checking: say('cardChecking'),
  repair: say('cardRepair'),
  newPassword: say('cardNewPassword'),
  resume: say('cardResume'),
  disconnect: say('cardDisconnect'),
  saved: say('cardSaved'),
  menuEntry: say('cardMenuEntry'),
} as const;

function forWhom(user: string | null, location: string | null): string | null {
  if (user === null) return null;
  return location === null ? say('cardFor', user) : say('cardForIn', user, location);
}
