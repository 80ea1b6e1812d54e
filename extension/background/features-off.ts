import { featuresOff } from '../state/features-off.ts';

export const FEATURES_OFF_QUESTION = { type: 'features-off' } as const;

/** Tells a page which features the person switched off; undefined for what is no such question. */
export function tellFeaturesOff(raw: unknown): Promise<readonly string[]> | undefined {
  if ((raw as { type?: unknown } | null)?.type !== FEATURES_OFF_QUESTION.type) return undefined;
  return featuresOff.read().then((off) => off ?? []);
}
