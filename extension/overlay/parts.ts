import type { WorkerMessage } from '../background/messages.ts';
import type { mountCard } from '../card/mount.ts';
import type { CrmPage } from '../crm/routes.ts';
import type { createDetailsPanel } from './details-panel.ts';
import type { Layer } from './layer.ts';
import type { OpenPage, Stage } from './open-page.ts';
import type { createPickNote } from './pick-note.ts';
import type { Toast } from './toasts.ts';

/** What is brought into a page only where it is needed, by its file in the built extension. */
export const PART_FILES = {
  'booking-page': 'overlay/booking-page-part.iife.js',
  'staff-page': 'overlay/staff-page-part.iife.js',
  details: 'overlay/details-part.iife.js',
  'pick-note': 'overlay/pick-note-part.iife.js',
  toasts: 'overlay/toasts-part.iife.js',
  card: 'card/card-part.iife.js',
} as const;

export type PartName = keyof typeof PART_FILES;

type Open = (page: CrmPage, stage: Stage, signal: AbortSignal) => OpenPage;

/** What each part offers once it is there. */
export interface Parts {
  readonly 'booking-page': Open;
  readonly 'staff-page': Open;
  readonly details: typeof createDetailsPanel;
  readonly 'pick-note': typeof createPickNote;
  readonly toasts: (
    layer: Layer,
    onRemedy: (to: 'connect' | 'welcome') => void,
    signal: AbortSignal,
  ) => { readonly hear: (message: WorkerMessage) => void; readonly show: (toast: Toast) => void };
  readonly card: typeof mountCard;
}

export type BringPart = <Name extends PartName>(name: Name) => Promise<Parts[Name]>;

/**
 * Where parts that arrived lie, in the world that all scripts of the extension share in a frame and the page's scripts
 * cannot enter. A symbol, since an element of the page whose id is a text would stand for a global of that name.
 */
const ARRIVED = Symbol.for('slotbridge');

type World = typeof globalThis & { [ARRIVED]?: Partial<Parts> };

export function arrivedParts(): Partial<Parts> {
  const world: World = globalThis;
  world[ARRIVED] ??= {};
  return world[ARRIVED];
}

/** Said by a part's own file as it runs. */
export function offerPart<Name extends PartName>(name: Name, part: Parts[Name]): void {
  Object.assign(arrivedParts(), { [name]: part });
}
