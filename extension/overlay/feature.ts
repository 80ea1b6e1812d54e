import type { WorkerMessage } from '../background/messages.ts';
import type { RawBookingCall } from '../crm/page-hints.ts';
import type { CrmPage } from '../crm/routes.ts';
import type { Layer } from './layer.ts';
import type { BringPart } from './parts.ts';
import type { Toast } from './toasts.ts';
import type { Told } from './told.ts';
import type { Reader } from './view.ts';
import type { WorkerLink } from './worker-link.ts';

/** All that a feature of one page of the CRM may use. It lasts as long as the page is shown. */
export interface PageStage {
  readonly page: CrmPage;
  readonly layer: Layer;
  readonly link: WorkerLink;
  readonly bring: BringPart;
  readonly told: Told;
  readonly toast: (toast: Toast) => void;
  /** Adds something of the page to mark. */
  mark(reader: Reader): void;
  /** Hears what the worker says to this page. */
  onMessage(listener: (message: WorkerMessage) => void): void;
  /** Hears of each of the page's own calls about appointments. */
  onCall(listener: (call: RawBookingCall) => void): void;
  /** Hears when more was told, such as other times that the page was offered. */
  onTold(listener: () => void): void;
}

/** One feature of the overlay, a file each. Its name is its id in the table, among the settings and in the README. */
export interface Feature {
  readonly name: string;
  runsOn(page: CrmPage): boolean;
  init(stage: PageStage, signal: AbortSignal): void;
}
