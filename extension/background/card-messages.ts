import { z } from 'zod';
import type { Calendar, Connection } from '../../shared/contract/connection.ts';
import { ConfigurationRequest, ConnectionPatch } from '../../shared/contract/connection.ts';
import type { Crm } from '../../shared/contract/crm.ts';
import { PreviewRequest } from '../../shared/contract/preview.ts';
import { Id } from '../../shared/contract/values.ts';
import type { FailureCode, FailureDetails } from '../bridge-client/failure.ts';
import type { Question } from '../questions/questions.ts';

/** The name of the runtime port between the card on the CRM's page of connections and the service worker. */
export const CARD_PORT = 'slotbridge-card';

/** What the card may ask of the bridge, always about the connection of who is signed in there. Never anything typed. */
const CardCall = z.discriminatedUnion('name', [
  z.strictObject({ name: z.literal('calendars'), refresh: z.boolean() }),
  z.strictObject({ name: z.literal('preview'), body: PreviewRequest }),
  z.strictObject({ name: z.literal('configure'), body: ConfigurationRequest }),
  z.strictObject({ name: z.literal('change'), body: ConnectionPatch }),
  z.strictObject({ name: z.literal('removeFeed'), calendarId: Id }),
  z.strictObject({ name: z.literal('disconnect'), discard: z.boolean() }),
  z.strictObject({ name: z.literal('syncNow') }),
  /** To one of the questions of its state. */
  z.strictObject({ name: z.literal('answer'), key: z.string().max(500), yes: z.boolean() }),
]);

/** What the card says to the worker. */
export const CardMessage = z.discriminatedUnion('type', [
  /** The sub-account whose page is open, and whether the page's list was found in it; null: not yet. */
  z.strictObject({ type: z.literal('at'), locationId: Id, found: z.boolean().nullable() }),
  z.strictObject({ type: z.literal('ask'), id: z.number().int().min(0), call: CardCall }),
  z.strictObject({
    type: z.literal('open'),
    window: z.enum(['connect', 'repair', 'calendars', 'public-pages', 'popup', 'welcome']),
  }),
]);

export type CardCall = z.infer<typeof CardCall>;
export type CardMessage = z.infer<typeof CardMessage>;
export type CardWindow = Extract<CardMessage, { type: 'open' }>['window'];

export type PublicPages = Pick<Crm, 'state' | 'stateDetail' | 'partly' | 'lastGoodAt' | 'blocks'>;

/** How things stand for who is signed in to the page. */
export type CardState =
  /** The bridge gives no answer, for the reason in `words`. */
  | { readonly kind: 'away'; readonly words: string; readonly canSetUp: boolean }
  /** The page has not told yet who is signed in. */
  | { readonly kind: 'nobody' }
  | { readonly kind: 'none'; readonly userName: string | null; readonly locationName: string | null }
  | {
      readonly kind: 'connected';
      /** Its account is masked: pages of the CRM are shown to others. */
      readonly connection: Connection;
      readonly calendars: readonly Calendar[];
      readonly checkedAt: string | null;
      readonly complete: boolean;
      readonly partlyKnown: boolean;
      /** How many events of bookings stand in iCloud. */
      readonly inICloud: number;
      readonly questions: readonly Question[];
      /** The bridge gives no answer since: this is what was known. */
      readonly isAway?: true;
      /** How public booking pages are protected; null where the bridge is too old to tell. */
      readonly publicPages: PublicPages | null;
    };

export interface CardFailure {
  readonly code: FailureCode;
  readonly message: string;
  readonly details: Pick<FailureDetails, 'title' | 'errors' | 'retryAfter'>;
}

/** What the worker says to the card. */
export type CardNews =
  | { readonly type: 'state'; readonly state: CardState }
  | { readonly type: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly type: 'failure'; readonly id: number; readonly failure: CardFailure };
