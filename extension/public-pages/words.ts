import type { CrmLimits, CrmScope } from '../../shared/contract/crm.ts';
import { formattedNumber, say, sayCount } from '../words/say.ts';

export const WORDS = {
  title: say('publicPagesTitle'),
  loading: say('publicPagesLoading'),
  noConnection: say('publicPagesNoConnection'),
  notConfigured: say('publicPagesNotConfigured'),
  step: (step: number, of: number) => say('publicPagesStep', step, of),
  goOn: say('publicPagesGoOn'),
  back: say('publicPagesBack'),
  close: say('publicPagesClose'),
  again: say('publicPagesAgain'),

  why: say('publicPagesWhy'),
  means: [
    { icon: 'lock', title: say('publicPagesMeansClosed'), text: say('publicPagesMeansClosedText') },
    { icon: 'inbox', title: say('publicPagesMeansBookings'), text: say('publicPagesMeansBookingsText') },
    { icon: 'check', title: say('publicPagesMeansNoBrowser'), text: say('publicPagesMeansNoBrowserText') },
  ],
  noLinked: say('publicPagesNoLinked'),
  dryRun: say('publicPagesDryRun'),

  tokenTitle: say('publicPagesTokenTitle'),
  renewTitle: say('publicPagesRenewTitle'),
  way: (subAccount: string) => [
    say('publicPagesWayMake', subAccount),
    say('publicPagesWayTick'),
    say('publicPagesWayPaste'),
  ],
  rotate: say('publicPagesRotate'),
  copy: (name: string) => say('publicPagesCopy', name),
  copyAll: say('publicPagesCopyAll'),
  copied: say('publicPagesCopied'),
  notCopied: say('publicPagesNotCopied'),
  missing: say('publicPagesMissing'),
  token: say('publicPagesToken'),
  showToken: say('publicPagesShowToken'),
  hideToken: say('publicPagesHideToken'),
  tokenHint: say('publicPagesTokenHint'),
  needToken: say('publicPagesNeedToken'),
  spaces: say('publicPagesTokenHasSpaces'),
  preview: say('publicPagesPreview'),
  asking: say('publicPagesAsking'),
  useToken: say('publicPagesUseToken'),

  whoTitle: say('publicPagesWhoTitle'),
  who: (user: string, subAccount: string) => say('publicPagesWho', user, subAccount),
  somebody: say('publicPagesSomebody'),
  thisSubAccount: say('publicPagesThisSubAccount'),

  previewTitle: say('publicPagesPreviewTitle'),
  forWhom: (user: string, subAccount: string) => say('publicPagesForWhom', user, subAccount),
  closes: (count: number) => (count === 0 ? say('publicPagesClosesNone') : sayCount('publicPagesCloses', count)),
  ofCalendar: (count: number) => sayCount('publicPagesTimes', count),
  blocks: (count: number) => (count === 0 ? say('publicPagesMakesNone') : sayCount('publicPagesMakes', count)),
  readsAs: (title: string) => say('publicPagesReadsAs', title),
  bookings: (count: number) => sayCount('publicPagesAdds', count),
  incomplete: say('publicPagesIncomplete'),
  turnOn: say('publicPagesTurnOn'),

  settings: say('publicPagesSettings'),
  horizon: say('publicPagesHorizon'),
  horizonHint: say('publicPagesHorizonHint'),
  days: (days: number) => (days === 365 ? say('publicPagesYear') : sayCount('publicPagesDays', days)),
  titles: say('publicPagesTitles'),
  busyTitles: say('publicPagesBusyTitles'),
  busyMeans: say('publicPagesBusyMeans'),
  eventTitles: say('publicPagesEventTitles'),
  eventMeans: say('publicPagesEventMeans'),
  save: say('publicPagesSave'),
  saving: say('publicPagesSaving'),
  saved: say('publicPagesSaved'),

  standing: say('publicPagesStanding'),
  pending: say('publicPagesPending'),
  failed: say('publicPagesFailed'),
  leftOpen: say('publicPagesLeftOpen'),
  blocksInCrm: say('publicPagesBlocksInCrm'),
  failedMeans: say('publicPagesFailedMeans'),
  leftOpenMeans: say('publicPagesLeftOpenMeans'),
  doubled: say('publicPagesDoubled'),
  user: say('publicPagesUser'),
  subAccount: say('publicPagesSubAccount'),
  lastGood: say('publicPagesLastGood'),
  never: say('publicPagesNever'),
  lastPass: say('publicPagesLastPass'),
  calls: say('publicPagesCalls'),
  runNow: say('publicPagesRunNow'),
  running: say('publicPagesRunning'),
  newToken: say('publicPagesNewToken'),
  turnOff: say('publicPagesTurnOff'),

  turnOffTitle: say('publicPagesTurnOffTitle'),
  looking: say('publicPagesLooking'),
  wouldGo: (count: number) => (count === 0 ? say('publicPagesNothingGoes') : sayCount('publicPagesWouldGo', count)),
  bookingsStay: say('publicPagesBookingsStay'),
  yesTurnOff: (count: number) =>
    count === 0 ? say('publicPagesJustTurnOff') : sayCount('publicPagesYesTurnOff', count),
  removing: say('publicPagesRemoving'),
  left: (count: number) => sayCount('publicPagesLeft', count),
  keep: say('publicPagesKeep'),
  discardMeans: say('publicPagesDiscardMeans'),
  discard: say('publicPagesDiscard'),
  offTitle: say('publicPagesOffTitle'),
  turnedOff: say('publicPagesTurnedOff'),
  discarded: say('publicPagesDiscarded'),
  deleteIntegration: say('publicPagesDeleteIntegration'),
} as const;

/** What each scope is for; in the order in which they are listed. */
export const SCOPES: Readonly<Record<CrmScope, string>> = {
  'calendars.readonly': say('publicPagesScopeCalendars'),
  'calendars/events.readonly': say('publicPagesScopeEvents'),
  'calendars/events.write': say('publicPagesScopeWrite'),
  'users.readonly': say('publicPagesScopeUsers'),
  'locations.readonly': say('publicPagesScopeLocations'),
};

/** How much was asked today of what we allow ourselves; and what HighLevel leaves the sub-account, where it said so. */
export function callsInWords({ used, budget, dailyRemaining, dailyMax }: CrmLimits): string {
  const ours = [formattedNumber(used), formattedNumber(budget)];
  if (dailyRemaining === null) return say('publicPagesCallsOf', ...ours);
  const left = formattedNumber(dailyRemaining);
  return dailyMax === null
    ? say('publicPagesCallsOfAndLeft', ...ours, left)
    : say('publicPagesCallsOfAndLeftOf', ...ours, left, formattedNumber(dailyMax));
}
