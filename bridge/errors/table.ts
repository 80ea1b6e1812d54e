import type { ProblemCode } from '../../shared/contract/problem-code.ts';

interface Row {
  readonly status: number;
  readonly title: string;
  /** What is so, then what to do next. */
  readonly detail: string;
}

/**
 * Every error a caller can meet: status, stable code, sentence and next step, in this one place.
 */
export const ERROR_TABLE: Record<ProblemCode, Row> = {
  'wrong-host': {
    status: 421,
    title: 'Wrong host',
    detail: 'This program answers only to 127.0.0.1 and localhost at its own port. Use that address.',
  },
  'wrong-origin': {
    status: 403,
    title: 'Not allowed from here',
    detail: 'Only the paired Slotbridge extension and the page of this program may ask. Pair the extension first.',
  },
  unauthorized: {
    status: 401,
    title: 'Not signed in',
    detail:
      'The token is missing or no longer valid. Pair the extension again, or make one with "slotbridge token create".',
  },
  'not-json': { status: 415, title: 'Not JSON', detail: 'Send the body as application/json, well-formed, in UTF-8.' },
  'too-large': { status: 413, title: 'Too large', detail: 'The body is over 64 KiB. Send less.' },
  invalid: { status: 422, title: 'Not valid', detail: 'Some fields are not as they must be. See "errors" for each.' },
  'not-found': {
    status: 404,
    title: 'Not found',
    detail: 'There is nothing under this address. Check the path and the id.',
  },
  'method-not-allowed': {
    status: 405,
    title: 'Method not allowed',
    detail: 'This address exists but does not take that method. See /v1/openapi.json.',
  },
  'pairing-closed': {
    status: 403,
    title: 'Pairing is closed',
    detail: 'No pairing is open. Run "npx slotbridge pair" and enter the code it shows within two minutes.',
  },
  'wrong-code': {
    status: 403,
    title: 'Wrong code',
    detail: 'That is not the code on the terminal. Look again and type all of it.',
  },
  'too-many-attempts': {
    status: 429,
    title: 'Too many attempts',
    detail: 'There were too many tries. Wait a moment; for pairing take the new code from the terminal.',
  },
  'invalid-credentials': {
    status: 401,
    title: 'The calendar server did not accept the password',
    detail:
      'iCloud needs an app-specific password, not your ordinary Apple password, and your primary Apple Account address. ' +
      'If it worked before, a change of the Apple password has revoked it. Make a new app-specific password and enter it.',
  },
  'already-connected': {
    status: 409,
    title: 'Already connected',
    detail:
      'This user already has an iCloud connection in this sub-account. Disconnect it first, or change its password.',
  },
  'connected-elsewhere': {
    status: 409,
    title: 'Connected in another sub-account',
    detail:
      'This iCloud account already serves another sub-account. Turn on "use this account in several sub-accounts" there, or use another account.',
  },
  'server-unreachable': {
    status: 502,
    title: 'The calendar server does not answer',
    detail: 'We could not reach the calendar server. Check the internet connection and the address, then try again.',
  },
  'not-caldav': {
    status: 502,
    title: 'Not a CalDAV server',
    detail: 'What answers there is not a CalDAV calendar server. Check the address of the server.',
  },
  'bad-answer': {
    status: 502,
    title: 'The calendar server answered something unusable',
    detail: 'The calendar server answered, but not as a calendar server must. What was known stays; we try again.',
  },
  throttled: {
    status: 503,
    title: 'The calendar server asks us to wait',
    detail: 'The calendar server wants fewer requests for now. Wait, then try again; nothing is lost.',
  },
  'needs-password': {
    status: 409,
    title: 'A new password is needed',
    detail: 'iCloud no longer accepts the password. Make a new app-specific password and enter it.',
  },
  'not-writable': {
    status: 422,
    title: 'The linked calendar cannot be written',
    detail: 'New bookings could not be added to that calendar: it is read-only. Choose one you can change, or none.',
  },
  'unknown-calendar': {
    status: 422,
    title: 'Unknown calendar',
    detail: 'One of the chosen calendars is not in this account any more. Refresh the list and choose again.',
  },
  'not-selectable': {
    status: 422,
    title: 'That calendar cannot be chosen',
    detail: 'That calendar cannot be used for this. Its "reason" in the list of calendars says why; choose another.',
  },
  'feed-not-allowed': {
    status: 422,
    title: 'That address is not allowed',
    detail:
      'A feed is fetched by http, https or webcal from the internet, without a password in its address. Check the address.',
  },
  'not-a-calendar': {
    status: 422,
    title: 'Not a calendar',
    detail: 'What is at this address is not a complete calendar. Copy the address again from where it is published.',
  },
  'feed-unreachable': {
    status: 502,
    title: 'The feed cannot be fetched',
    detail: 'We could not fetch the feed. Check the internet connection and the address, then try again.',
  },
  'range-too-long': { status: 422, title: 'Range too long', detail: 'Ask for at most 400 days at once.' },
  'pending-writes': {
    status: 409,
    title: 'Bookings still wait to be written',
    detail: 'Some bookings have not reached iCloud yet. Wait for them, or discard them with ?discard=true.',
  },
  'no-linked-calendar': {
    status: 409,
    title: 'No calendar is linked',
    detail: 'Bookings are added to no calendar, since none is linked. Choose a linked calendar first.',
  },
  'other-user': {
    status: 409,
    title: 'Assigned to another user',
    detail: 'That booking is assigned to another user than the one of this connection, so it is not added here.',
  },
  'calendar-gone': {
    status: 409,
    title: 'The calendar is gone',
    detail:
      'The linked calendar is not in the account any more. Choose another one; the bookings that wait go there, and nothing is lost.',
  },
  'invalid-token': {
    status: 401,
    title: 'HighLevel did not accept the token',
    detail:
      'HighLevel does not accept this token of the private integration: it is mistyped, was replaced, or its integration was deleted. ' +
      'Make a new one in the sub-account under Settings > Private Integrations and enter it.',
  },
  'missing-scope': {
    status: 403,
    title: 'The token does not allow enough',
    detail:
      'The private integration lacks scopes that are needed; "scopes" names them. ' +
      'Tick them in the sub-account under Settings > Private Integrations, save, and try again.',
  },
  'wrong-location': {
    status: 409,
    title: 'The token is of another sub-account',
    detail:
      'The token belongs to another sub-account than this connection. Make the private integration in this sub-account and enter its token.',
  },
  'choose-user': {
    status: 409,
    title: 'Which user is it?',
    detail:
      'The user of this connection is not among the users of the sub-account. Choose the one whose bookings and blocked time are meant.',
  },
  'crm-unreachable': {
    status: 502,
    title: 'HighLevel does not answer',
    detail: 'HighLevel could not be reached, or its answer cannot be used. Nothing is lost; we try again.',
  },
  'crm-throttled': {
    status: 503,
    title: 'HighLevel asks us to wait',
    detail: 'HighLevel wants fewer requests for now. Nothing is lost; we go on by ourselves after the wait.',
  },
  'secrets-unavailable': {
    status: 500,
    title: 'The password cannot be kept',
    detail:
      'The place for passwords on this computer does not answer. Run "npx slotbridge doctor" and follow what it says.',
  },
  'storage-failed': {
    status: 500,
    title: 'The data folder cannot be written',
    detail:
      'Slotbridge could not write to its data folder. See that the disk has room and that the folder is yours; nothing was lost that was saved before.',
  },
  internal: {
    status: 500,
    title: 'Something went wrong in Slotbridge',
    detail: 'This is a fault of ours; nothing was changed. Try again; if it stays, run "npx slotbridge doctor".',
  },
};
