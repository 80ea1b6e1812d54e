import { disagrees, type GridAgreement } from './grid-agreement.ts';
import { instantsOf, isZone, type WallTime } from './wall-time.ts';

export interface ZoneEvidence {
  /** The sub-account's zone, the connection's and the browser's, in this order, as far as they are known. */
  readonly candidates: readonly (string | null)[];
  /** The zone that was borne out before, in the same sub-account. */
  readonly before: string | null;
  /** The wall time at which a line for now is drawn. */
  readonly indicator: WallTime | null;
  readonly now: number;
  /** How the appointments that are drawn, read in that zone, agree with those that the page was told of. */
  agreement?(zone: string): GridAgreement;
  /** They are drawn by the minute, so that most of them agree in one zone alone. */
  readonly isExact: boolean;
  /** Chooses where nothing of these does; null: there is reason to doubt. Without it, the first. */
  choose?(fitting: readonly string[]): string | null;
}

export interface ShownZone {
  readonly zone: string;
  /** By a line for now or by appointments, and no other zone is as well. */
  readonly isBorneOut: boolean;
}

const TOLERANCE_MS = 20 * 60_000;

const shows = (zone: string, indicator: WallTime, now: number) =>
  instantsOf(indicator, zone).some((at) => Math.abs(at - now) <= TOLERANCE_MS);

const NOTHING: GridAgreement = { drawn: 0, told: 0, agreeing: 0 };

/** The zones that nothing contradicts, with how much speaks for each. */
function weighed({ candidates, before, indicator, now, agreement, isExact }: ZoneEvidence) {
  const zones = new Set([before, ...candidates].filter((zone) => zone !== null && isZone(zone)) as string[]);
  return [...zones].flatMap((zone) => {
    const found = agreement?.(zone) ?? NOTHING;
    const isRefuted = disagrees(found) || (indicator !== null && !shows(zone, indicator, now));
    const weight = isExact && found.drawn > 0 ? 2 * found.agreeing - found.told : 0;
    return isRefuted ? [] : [{ zone, weight }];
  });
}

/**
 * The zone whose wall time a calendar shows, or null where it cannot be read. Only a zone that agrees with the line for
 * now and with the appointments is taken; of several the one that was borne out before, while it still is among them,
 * for a week that bears out nothing is shown in the same zone as the one before it.
 */
export function gridZone(evidence: ZoneEvidence): ShownZone | null {
  const fitting = weighed(evidence);
  const most = Math.max(...fitting.map(({ weight }) => weight));
  const best = fitting.filter(({ weight }) => weight === most).map(({ zone }) => zone);
  const [zone] = best;
  const isBorneOut = best.length === 1 && evidence.isExact && (evidence.indicator !== null || most > 0);
  if (zone === undefined || isBorneOut) return zone === undefined ? null : { zone, isBorneOut };
  if (evidence.before !== null && best.includes(evidence.before)) return { zone: evidence.before, isBorneOut };
  const chosen = evidence.choose ? evidence.choose(best) : zone;
  return chosen === null ? null : { zone: chosen, isBorneOut };
}
