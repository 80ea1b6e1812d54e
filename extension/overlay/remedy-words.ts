import { say } from '../words/say.ts';

/** What the button says that opens the page of the extension which helps. */
export const REMEDY_WORDS = { connect: say('remedyConnect'), welcome: say('remedyWelcome') } as const;
