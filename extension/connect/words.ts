import type { BridgeFailure } from '../bridge-client/failure.ts';
import { type FailureWords, failureInWords } from '../ui/use-task.ts';

export const WORDS = {
  connectTitle: 'Connect iCloud Calendar',
  repairTitle: 'New password for iCloud',
  isItYou: 'Whose calendar do you connect? The page says that this is you:',
  thisIsMe: 'This is me',
  notMe: 'Not me',
  chooseTitle: 'Your calendars',
  what: 'iCloud lets Slotbridge in with an app-specific password: one that is made for a single app and that you can take back at any time. Your ordinary Apple password is never needed.',
  wayTitle: 'How to get one',
  way: [
    'Two-factor authentication must be on for your Apple Account.',
    'Open {link}, then Sign-In and Security > App-Specific Passwords.',
    'Make one named “Slotbridge” and paste it here. Apple shows it only once.',
  ],
  appleAccount: 'account.apple.com',
  appleAccountUrl: 'https://account.apple.com/account/manage',
  appleId: 'Apple Account e-mail address',
  appleIdHint: 'The one you sign in with; an alias doesn’t work.',
  userName: 'User name',
  password: 'App-specific password',
  passwordPlaceholder: 'abcd-efgh-ijkl-mnop',
  passwordLooksRight: 'That has the right shape.',
  otherPassword: 'Password',
  showPassword: 'Show password',
  hidePassword: 'Hide password',
  goesTo: 'It goes to Slotbridge on this computer and from there to iCloud, nowhere else.',
  goesToServer: 'It goes to Slotbridge on this computer and from there to your server, nowhere else.',
  timeZone: 'Time zone',
  timeZoneHint: 'Your all-day events begin and end at midnight there.',
  otherServer: 'Another CalDAV server',
  otherServerMeans: 'Connect to a calendar server other than iCloud',
  serverUrl: 'Server address',
  connect: 'Connect',
  connecting: 'Asking iCloud…',
  connectingServer: 'Asking the server…',
  savePassword: 'Use this password',
  account: 'Account',
  close: 'Close',
  connected: 'Connected. Now choose your calendars.',
  allSet: 'All set. Your busy times block slots from now on.',
  passwordWorks: 'The new password works. Slotbridge is checking your calendars again.',
  nobody:
    'We don’t know yet whose calendars these are. Open the CRM once, then confirm in the welcome page who you are.',
  openWelcome: 'Open the welcome page',
  loading: 'One moment…',
  needAppleId: 'Type the e-mail address of your Apple Account.',
  notAnAddress: 'That isn’t an e-mail address. iCloud needs the one you sign in with.',
  needUserName: 'Type the user name of your account on that server.',
  needPassword: 'Paste the app-specific password here.',
  needOtherPassword: 'Type the password of your account on that server.',
  ordinaryPassword:
    'That looks like your ordinary Apple password. iCloud needs an app-specific one, like abcd-efgh-ijkl-mnop.',
  needServer: 'Type the address of the server, such as https://calendar.example.org/.',
  notAServer: 'That isn’t an address. It starts with https://.',
  insecureServer: 'Your password would travel unprotected there. Use an address that starts with https://.',
} as const;

/** iCloud by its name, any other server as "the server". */
const ICLOUD_FAILURES: FailureWords = {
  'invalid-credentials':
    'iCloud didn’t accept this. Check that the address is the one you sign in with, and that the password is an app-specific one. If you changed your Apple password since, make a new app-specific password.',
  'server-unreachable': 'iCloud isn’t answering, so nothing was saved. Check your internet connection, then try again.',
  'not-caldav': 'iCloud answered in a way we can’t read, so nothing was saved. Try again in a few minutes.',
};

const SERVER_FAILURES: FailureWords = {
  'invalid-credentials': 'The server didn’t accept this user name and password. Check both, then try again.',
  'server-unreachable': 'The server isn’t answering, so nothing was saved. Check its address, then try again.',
  'not-caldav': 'Something answers at that address, but it’s no calendar server. Check the address, then try again.',
};

const EITHER_FAILURES: FailureWords = {
  'already-connected':
    'You already have an account connected in this sub-account. To connect another one, disconnect that one first.',
  'connected-elsewhere':
    'This account already serves another sub-account. Disconnect it there first, or connect another account here.',
  'not-found': 'This account is no longer connected. Connect it again from the welcome page.',
};

/** Why connecting or changing the password failed, and what to do. */
export function connectFailure(failure: BridgeFailure, iCloud: boolean): string {
  if (failure.code === 'throttled') return throttled(failure.retryAfter, iCloud ? 'iCloud' : 'The server');
  return failureInWords(failure, { ...EITHER_FAILURES, ...(iCloud ? ICLOUD_FAILURES : SERVER_FAILURES) });
}

function throttled(retryAfterSeconds: number | null, who: string): string {
  if (retryAfterSeconds === null) return `${who} asks us to slow down. Try again in a few minutes.`;
  const minutes = Math.max(1, Math.ceil(retryAfterSeconds / 60));
  return `${who} asks us to slow down. Try again in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`;
}
