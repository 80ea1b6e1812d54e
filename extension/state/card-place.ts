import { z } from 'zod';
import { Id, Instant } from '../../shared/contract/values.ts';
import { stored } from './stored.ts';

/** Whether the list of connections was found when the CRM's page of them was open last. */
export const CardPlace = z.strictObject({ locationId: Id, found: z.boolean(), seenAt: Instant });
export type CardPlace = z.infer<typeof CardPlace>;

export const cardPlace = stored('cardPlace', CardPlace);
