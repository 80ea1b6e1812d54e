import type { WorkerMessage } from '../background/messages.ts';
import type { RawBookingCall } from '../crm/page-hints.ts';
import type { CrmPage } from '../crm/routes.ts';
import type { Feature, PageStage } from './feature.ts';
import { createIgnoring } from './ignoring.ts';
import { showView } from './show-view.ts';
import { createSigns } from './signs.ts';
import type { Reader } from './view.ts';

export interface Stage extends Pick<PageStage, 'layer' | 'link' | 'bring' | 'told' | 'toast'> {
  /** The names of the features that the person switched off. */
  readonly off: readonly string[];
}

export interface OpenPage {
  hear(message: WorkerMessage): void;
  noteCall(call: RawBookingCall): void;
  /** The page's world told more. */
  lookAgain(): void;
  /** The last words on a page that is left: they outlive its signal. */
  sayLast(words: string): void;
}

/** All that goes on in one page of the CRM until the signal ends it, by those of the features that are for it. */
export function openPage(features: readonly Feature[], page: CrmPage, stage: Stage, signal: AbortSignal): OpenPage {
  const { layer, link } = stage;
  const readers: Reader[] = [];
  const onMessage: ((message: WorkerMessage) => void)[] = [];
  const onCall: ((call: RawBookingCall) => void)[] = [];
  const onTold: (() => void)[] = [];
  const whole: PageStage = {
    ...stage,
    page,
    mark: (reader) => readers.push(reader),
    onMessage: (listener) => onMessage.push(listener),
    onCall: (listener) => onCall.push(listener),
    onTold: (listener) => onTold.push(listener),
  };
  const running = features.filter(({ name, runsOn }) => runsOn(page) && !stage.off.includes(name));
  for (const feature of running) feature.init(whole, signal);
  const ignoring = createIgnoring(link.say, stage.toast);
  onMessage.push(ignoring.hear);
  if (readers.length > 0) {
    const view = showView(readers, { ...stage, acts: ignoring.acts }, signal);
    onMessage.push(view.hear);
    onTold.push(view.lookAgain);
  }
  return {
    hear: (message) => {
      for (const listener of onMessage) listener(message);
    },
    noteCall: (call) => {
      for (const listener of onCall) listener(call);
    },
    lookAgain: () => {
      for (const listener of onTold) listener();
    },
    sayLast: (words) =>
      createSigns(layer, link.open, new AbortController().signal).banner({ words, remedy: null }, false),
  };
}
