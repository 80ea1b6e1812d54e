import type { CrmScope } from '../../shared/contract/crm.ts';

const times = (count: number, one: string, more: string) => (count === 1 ? `1 ${one}` : `${count} ${more}`);

export const WORDS = {
  title: 'Protect public booking pages',
  loading: 'One moment…',
  noConnection: 'We don’t know which account this is about. Open this window from the Slotbridge icon.',
  notConfigured: 'Choose which calendars block your time first. The Slotbridge icon leads there.',
  step: (step: number, of: number) => `Step ${step} of ${of}`,
  goOn: 'Go on',
  back: 'Back',
  close: 'Close',
  cancel: 'Cancel',
  again: 'Try again',

  why: 'Customers who book on your public pages, on a phone or from a link in an e-mail don’t see our marks. To them your busy times look open until HighLevel itself knows of them.',
  means: [
    {
      icon: 'lock',
      title: 'Your busy times close everywhere',
      text: 'They become blocked slots of yours in HighLevel, and follow your calendars as they change. Blocks you made yourself are never touched.',
    },
    {
      icon: 'inbox',
      title: 'Customers’ bookings reach iCloud',
      text: 'Whoever books, moves or cancels, wherever: it follows in your linked calendar.',
    },
    {
      icon: 'check',
      title: 'No browser has to be open',
      text: 'It works while Slotbridge runs on this computer.',
    },
  ],
  noLinked: 'You have linked no calendar, so bookings won’t be added to iCloud until you choose one.',
  dryRun: 'You’ll see what would change before anything does, and can undo all of it.',

  tokenTitle: 'Make a token in HighLevel',
  renewTitle: 'Enter a new token',
  way: (subAccount: string) => [
    `In ${subAccount}, an admin opens Settings > Private Integrations and creates one named “Slotbridge”.`,
    'Tick these five scopes, no more:',
    'Copy the token and paste it here. HighLevel shows it only once.',
  ],
  rotate:
    'HighLevel advises a new token every 90 days: there, choose “Rotate and expire this token later”, then enter the new one here.',
  copy: (name: string) => `Copy ${name}`,
  copyAll: 'Copy all',
  copied: 'Copied.',
  notCopied: 'The browser didn’t let us copy. Select the names and copy them.',
  missing: 'missing',
  token: 'Token',
  showToken: 'Show token',
  hideToken: 'Hide token',
  tokenHint:
    'It goes to Slotbridge on this computer, which keeps it like a password, and from there to HighLevel, nowhere else.',
  needToken: 'Paste the token here.',
  spaces: 'A token has no spaces. Copy it in HighLevel once more.',
  preview: 'Show what would change',
  asking: 'Asking HighLevel…',
  useToken: 'Use this token',

  whoTitle: 'Which of them are you?',
  who: (user: string, subAccount: string) =>
    `HighLevel doesn’t know ${user} by that id in ${subAccount}. Choose whose time is kept.`,
  somebody: 'this user',
  thisSubAccount: 'this sub-account',

  previewTitle: 'What would change in the next 14 days',
  forWhom: (user: string, subAccount: string) => `For ${user} in ${subAccount}. Nothing has been changed yet.`,
  closes: (count: number) =>
    count === 0
      ? 'No time that customers can book now would close.'
      : `Closes ${times(count, 'time', 'times')} that customers can book now`,
  ofCalendar: (count: number) => times(count, 'time', 'times'),
  blocks: (count: number) =>
    count === 0 ? 'No blocks: nothing makes you busy in these days.' : `Makes ${times(count, 'block', 'blocks')}`,
  readsAs: (title: string) => `Colleagues read “${title}” on each.`,
  bookings: (count: number) =>
    count === 1 ? 'Adds 1 booking to your linked calendar' : `Adds ${count} bookings to your linked calendar`,
  incomplete:
    'Not all of your calendars are known right now. What isn’t known stays as it is in HighLevel and follows once it can be read.',
  turnOn: 'Turn on',
  turningOn: 'Turning on…',

  settings: 'Settings',
  horizon: 'How far ahead',
  horizonHint: 'Blocks are made this far ahead. Customers can book later days too, if your calendars let them.',
  days: (days: number) => (days === 365 ? 'A year' : `${days} days`),
  titles: 'What stands on the blocks',
  busyTitles: 'Busy',
  busyMeans: 'Colleagues read “Busy · Slotbridge”.',
  eventTitles: 'The event’s own title',
  eventMeans:
    'Everybody who sees your calendar in HighLevel reads it, such as “Dentist · Slotbridge”. Customers never do.',
  save: 'Save',
  saving: 'Saving…',
  saved: 'Saved. The blocks follow in a moment.',

  standing: 'standing',
  pending: 'waiting',
  failed: 'failed',
  leftOpen: 'left open',
  blocksInCrm: 'Blocks in HighLevel',
  failedMeans: 'HighLevel refused these blocks, so customers can book these times. We try again at each check.',
  leftOpenMeans: 'Somebody deleted these blocks in HighLevel. They stay open until your event changes.',
  doubled:
    'HighLevel’s own iCloud connection seems to block the same times. Remove one of the two, or a time stays closed when the other opens it.',
  user: 'User',
  subAccount: 'Sub-account',
  lastGood: 'Last good check',
  never: 'None yet',
  lastPass: 'Last check',
  calls: 'Calls today',
  callsOf: (used: number, budget: number) => `${used} of the ${budget.toLocaleString('en-GB')} we allow ourselves`,
  callsLeft: (left: number, max: number | null) =>
    `HighLevel has ${left.toLocaleString('en-GB')}${max === null ? '' : ` of ${max.toLocaleString('en-GB')}`} left for the sub-account`,
  runNow: 'Check now',
  running: 'Checking…',
  newToken: 'New token',
  turnOff: 'Turn off…',

  turnOffTitle: 'Turn off?',
  looking: 'Looking at what would be removed…',
  wouldGo: (count: number) =>
    count === 0
      ? 'No block of ours stands in HighLevel.'
      : `${count === 1 ? 'This block' : `These ${count} blocks`} would be removed from HighLevel. Customers can then book these times.`,
  bookingsStay: 'Bookings that are in iCloud stay there. Slotbridge forgets the token.',
  yesTurnOff: (count: number) => (count === 0 ? 'Turn off' : `Turn off and remove ${times(count, 'block', 'blocks')}`),
  removing: 'Removing…',
  left: (count: number) => `${times(count, 'block', 'blocks')} left. HighLevel lets us remove about two a second.`,
  keep: 'Keep it on',
  discardMeans:
    'You can also turn it off without removing the blocks. They then stay in HighLevel and keep these times closed, until somebody deletes them there, or you turn this on again: we know our blocks by “· Slotbridge”.',
  discard: 'Turn off without removing',
  offTitle: 'It is off',
  turnedOff: 'Turned off. Our blocks are gone from HighLevel, and the token is forgotten.',
  discarded: 'Turned off, and the token is forgotten. Our blocks still stand in HighLevel and keep their times closed.',
  deleteIntegration: 'Delete the private integration in HighLevel too, under Settings > Private Integrations.',
} as const;

/** What each scope is for; in the order in which they are listed. */
export const SCOPES: Readonly<Record<CrmScope, string>> = {
  'calendars.readonly': 'see your calendars and which slots are free',
  'calendars/events.readonly': 'see appointments and blocked slots',
  'calendars/events.write': 'make and remove blocked slots',
  'users.readonly': 'find you among the users',
  'locations.readonly': 'see that the token is of this sub-account',
};
