import type { Crm, CrmPartly, CrmPass, CrmScope, CrmTroubled } from '../../shared/contract/crm.ts';
import { problemInWords, problemNamed, speaksAsTheBridge } from './problem-words.ts';
import { language, listed, say, sayCount } from './say.ts';

/** What the bridge says of public booking pages, in the person's language. */

type Told = Pick<Crm, 'stateDetail' | 'partly' | 'stateCode' | 'unreadableAppointments' | 'unfitAppointments'>;

/** What could not be done in the CRM, and what to do; null where the bridge told nothing. */
export function partlyInWords(told: Told): string | null {
  if (told.stateDetail === null || speaksAsTheBridge()) return told.stateDetail;
  return told.partly === undefined ? null : PARTLY[told.partly](told);
}

const PARTLY: Record<CrmPartly, (told: Told) => string> = {
  'blocks-refused': ({ stateCode }) =>
    stateCode === undefined
      ? say('bridgePartlyRefused')
      : say('bridgePartlyBoth', say('bridgePartlyRefused'), problemNamed(stateCode)),
  'unreadable-appointments': ({ unreadableAppointments, unfitAppointments }) => {
    const unreadable = unreadableInWords(unreadableAppointments);
    return unfitAppointments ? say('bridgePartlyBoth', unreadable, unfitInWords(unfitAppointments)) : unreadable;
  },
  'unfit-appointments': ({ unfitAppointments }) => unfitInWords(unfitAppointments),
  trouble: ({ stateCode = 'internal' }) => problemNamed(stateCode),
};

function unreadableInWords(ones: CrmTroubled | undefined): string {
  if (!ones || ones.days.length === 0) return say('bridgePartlyUnreadable');
  return sayCount('bridgePartlyUnreadableNear', ones.count, daysInWords(ones));
}

function unfitInWords(ones: CrmTroubled | undefined): string {
  return ones ? sayCount('bridgePartlyUnfitOn', ones.count, daysInWords(ones)) : say('bridgePartlyUnfit');
}

function daysInWords({ days }: CrmTroubled): string {
  const inWords = new Intl.DateTimeFormat(language(), { dateStyle: 'medium', timeZone: 'UTC' });
  return listed(days.map((day) => inWords.format(Date.parse(day))));
}

/** Why the latest pass ended, or what failed last in it; `missing` are the scopes that the token is known to lack. */
export function passErrorInWords(pass: Pick<CrmPass, 'error' | 'errorCode'> | null, missing: readonly CrmScope[]) {
  const { error, errorCode: code } = pass ?? {};
  if (error === undefined || speaksAsTheBridge()) return error ?? null;
  return code === undefined
    ? say('publicPagesStatePartial')
    : problemInWords({ code, detail: error, scopes: [...missing] });
}
