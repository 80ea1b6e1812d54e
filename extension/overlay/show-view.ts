import type { WorkerMessage } from '../background/messages.ts';
import type { Picture } from '../background/picture.ts';
import type { CrmPage } from '../crm/routes.ts';
import { isOnDark } from './background-tone.ts';
import { ageing, type Knowledge } from './knowledge.ts';
import { type BoardStage, createMarkBoard } from './mark-board.ts';
import { onPageChange } from './page-changes.ts';
import { createSigns } from './signs.ts';
import { type Feature, type Reading, type Surroundings, UNREADABLE } from './view.ts';
import type { WorkerLink } from './worker-link.ts';

export interface Stage extends BoardStage {
  readonly link: WorkerLink;
  readonly hints: () => Pick<Surroundings, 'offered' | 'locationZone'>;
}

const NOT_CONNECTED = { text: 'Not connected here', tone: 'none' } as const;

/** With a new check the age starts anew; the rest of the picture stays. */
function checkedPicture(picture: Picture | null, checkedAt: number | null): Picture | null {
  return picture && checkedAt !== null ? { ...picture, checkedAt } : picture;
}

function learn(known: Knowledge, message: WorkerMessage): Knowledge {
  if (message.type === 'picture') return { ...known, picture: message.picture, trouble: null };
  if (message.type === 'trouble') return { ...known, trouble: message.trouble };
  if (message.type === 'not-here') return { ...known, picture: null, trouble: null };
  if (message.type !== 'checked') return known;
  return { ...known, picture: checkedPicture(known.picture, message.checkedAt), trouble: null };
}

/** Runs one feature on one page until the signal ends it. Gives what takes the worker's messages. */
export function showView(feature: Feature, page: CrmPage, stage: Stage, signal: AbortSignal) {
  const { layer, link } = stage;
  const board = createMarkBoard(stage, signal);
  const signs = createSigns(layer, link.open, signal);
  let known: Knowledge = { picture: null, trouble: null, wokenAt: Date.now() };
  /** Null until the worker said whether this page is one of ours. */
  let isOurs: boolean | null = null;
  let reading: Reading | null = null;
  let asked = '';

  function ask(): void {
    if (!reading) return;
    const question = JSON.stringify([reading.view, !document.hidden]);
    if (question === asked) return;
    asked = question;
    link.watch(reading.view, !document.hidden);
  }

  function readAgain(): void {
    reading = feature.read(page, { ...stage.hints(), picture: known.picture, now: Date.now() });
    ask();
  }

  function clear(): void {
    board.draw([]);
    signs.chip(null, [], false);
    signs.banner(null, false);
  }

  function draw(): void {
    layer.keep();
    if (!reading || isOurs === null) return clear();
    const isDark = isOnDark(reading.anchor);
    if (!isOurs) {
      board.draw([]);
      signs.banner(null, isDark);
      return signs.chip(feature.saysNotConnected ? NOT_CONNECTED : null, reading.chipCorners(layer.host), isDark);
    }
    const now = Date.now();
    const state = ageing(known, now);
    board.draw(reading.marks({ picture: known.picture, ageing: state, now }, layer.host));
    signs.chip(state.chip, reading.chipCorners(layer.host), isDark);
    signs.banner(reading.isUnreadable ? { words: UNREADABLE, remedy: null } : state.banner, isDark);
  }

  function wake(): void {
    known = { ...known, wokenAt: Date.now() };
    asked = '';
    ask();
  }

  const schedule = onPageChange({ readAgain, draw, wake }, signal);
  signal.addEventListener('abort', () => {
    clear();
    link.leave();
  });
  readAgain();
  schedule();
  return (message: WorkerMessage) => {
    known = learn(known, message);
    if (message.type === 'not-here') isOurs = false;
    if (message.type === 'picture' || message.type === 'trouble') isOurs = true;
    if (message.type === 'picture') readAgain();
    schedule();
  };
}
