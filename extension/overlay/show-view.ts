import type { View, WorkerMessage } from '../background/messages.ts';
import type { Picture } from '../background/picture.ts';
import { shownWords } from '../crm/shown-words.ts';
import { say } from '../words/say.ts';
import { isOnDark } from './background-tone.ts';
import { checkedWords } from './describe.ts';
import { type Ageing, ageing, CHECKING, type Knowledge } from './knowledge.ts';
import type { Mark } from './mark.ts';
import { type BoardStage, createMarkBoard } from './mark-board.ts';
import { onPageChange } from './page-changes.ts';
import { createHealth, type NamedReading } from './page-health.ts';
import { createSigns } from './signs.ts';
import { createStanding } from './standing.ts';
import type { Told } from './told.ts';
import { ANYTHING, type Touched } from './touched.ts';
import { type Cause, type Drawing, type Reader, type Reading, UNREADABLE } from './view.ts';
import { marksIn } from './whose-marks.ts';
import type { WorkerLink } from './worker-link.ts';

export interface Stage extends BoardStage {
  readonly link: WorkerLink;
  readonly told: Told;
}

const NOT_YOURS = { text: say('overlayNotYours'), tone: 'none' } as const;
const NOT_CONNECTED = { text: say('overlayNotConnected'), tone: 'none' } as const;

/** With a new check the age starts anew; the rest of the picture stays. */
function checkedPicture(picture: Picture | null, checkedAt: number | null): Picture | null {
  return picture && checkedAt !== null ? { ...picture, checkedAt } : picture;
}

/** Titles that the person hides go at once, before anything else is asked. */
function withoutTitles(picture: Picture | null): Picture | null {
  const untitled = (sources: Picture['free']) => sources.map((source) => ({ ...source, title: null }));
  const slots = picture?.slots.map((slot) => ({ ...slot, sources: untitled(slot.sources) })) ?? [];
  return picture && { ...picture, slots, free: untitled(picture.free) };
}

function learn(known: Knowledge, message: WorkerMessage): Knowledge {
  if (message.type === 'picture') return { ...known, picture: message.picture, trouble: null };
  if (message.type === 'trouble') return { ...known, trouble: message.trouble };
  if (message.type === 'not-here') return { ...known, picture: null, trouble: null };
  if (message.type === 'titles') return message.isHidden ? { ...known, picture: withoutTitles(known.picture) } : known;
  if (message.type !== 'checked') return known;
  return { ...known, picture: checkedPicture(known.picture, message.checkedAt), trouble: null };
}

/** One question for all that a page shows at once: it is all about the same person's time. */
function questionOf([first, ...others]: readonly Reading[]): View | null {
  if (!first) return null;
  const views = [first.view, ...others.map(({ view }) => view).filter(({ kind }) => kind === first.view.kind)];
  const from = Math.min(...views.map((view) => view.from));
  return { ...first.view, from, to: Math.max(...views.map((view) => view.to)) };
}

export interface ShownView {
  hear(message: WorkerMessage): void;
  /** More is known beside the page. */
  lookAgain(): void;
}

/** Marks what the readers find in one page until the signal ends it. */
export function showView(readers: readonly Reader[], stage: Stage, signal: AbortSignal): ShownView {
  const { layer, link, told } = stage;
  const board = createMarkBoard(stage, signal);
  const signs = createSigns(layer, link.open, signal);
  let known: Knowledge = { picture: null, trouble: null, wokenAt: Date.now() };
  /** Null until the worker said whether this page is one of ours. */
  let isOurs: boolean | null = null;
  let readings: readonly NamedReading[] = [];
  const health = createHealth(link.say);
  const standing = createStanding();
  let asked = '';
  /** What the page said of its days and times when it was read, where that may be asked for. */
  let said = '';
  /** It says something else by now, and is yet to be read: its marks are of what it showed before. */
  let isOutdated = false;

  function ask(): void {
    const view = questionOf(readings);
    if (!view) return;
    const question = JSON.stringify([view, !document.hidden]);
    if (question === asked) return;
    asked = question;
    link.watch(view, !document.hidden);
  }

  function readBy(isFallback: boolean, touched: Touched): readonly NamedReading[] {
    const around = { told, picture: known.picture, now: Date.now(), touched };
    const asking = readers.filter((reader) => (reader.isFallback ?? false) === isFallback);
    return asking.flatMap((reader) => {
      const reading = reader.read(around);
      return reading ? [{ ...reading, name: reader.name }] : [];
    });
  }

  function readAgain(touched = ANYTHING): void {
    if (!link.isAlive()) return;
    readings = readBy(false, touched);
    if (readings.length === 0) readings = readBy(true, touched);
    isOutdated = false;
    following.around(anchors());
    ask();
  }

  const anchors = () => readings.map(({ anchor }) => anchor);

  function mayHold(): void {
    said = shownWords(anchors());
  }

  /** Beside what the page's changes call for. */
  function readNow(): void {
    readAgain();
    mayHold();
  }

  /**
   * A page that shows nothing of what it is for is given some time, and one at odds may have been laying itself out: that
   * either is over, no change of the page tells.
   */
  function isInDoubt(): boolean {
    return readings.length === 0 || readings.some(({ isUnreadable }) => isUnreadable);
  }

  function clear(): void {
    standing.forget();
    board.draw([]);
    signs.chip(null, [], { isDark: false, isMoved: false });
    signs.banner(null, false);
  }

  /** All but the age that is drawn comes from these. */
  const sources = (state: Ageing) => [
    ...[readings, isOurs, isOutdated, known.picture?.slots, known.picture?.free, known.picture?.unknown],
    ...[state.unmarkedAreFree, state.asOf, state.chip.tone, state.banner?.words],
  ];

  const isOthers = () => readings.every(({ whose }) => whose === 'others');

  function chipOf({ chip }: Ageing, isUnreadable: boolean): Ageing['chip'] | null {
    if (!isOurs) return readers.some((reader) => reader.saysNotConnected) ? NOT_CONNECTED : null;
    if (isOthers()) return NOT_YOURS;
    // Where nothing is marked because the page is at odds, a fresh age would say that all is free.
    const isMarked = !isOutdated && !readings.some((reading) => reading.isUnreadable);
    if (chip.tone !== 'good' || isMarked) return chip;
    return isUnreadable ? null : CHECKING.chip;
  }

  function age(): boolean {
    if (!link.isAlive()) return true;
    const now = Date.now();
    const state = ageing(known, now);
    if (isInDoubt() || !layer.host.isConnected || !standing.holds(now, sources(state))) return false;
    signs.age(chipOf(state, false));
    board.age(checkedWords({ picture: known.picture, ageing: state, now }));
    return true;
  }

  function held(): void {
    if (isOutdated || !link.isAlive() || shownWords(anchors()) === said) return;
    isOutdated = true;
    following.draw();
  }

  function marksAt(drawing: Drawing, state: Ageing): Mark[] {
    if (!isOurs || isOutdated) return [];
    const moment = { picture: known.picture, ageing: state, now: drawing.now };
    return readings.flatMap((reading) => marksIn(reading, moment, drawing));
  }

  function draw(cause: Cause): void {
    if (!link.isAlive()) return;
    layer.keep();
    if (cause === 'time' && isInDoubt()) readNow();
    const [first] = readings;
    if (!first || isOurs === null) return clear();
    const isDark = isOnDark(first.anchor);
    const now = Date.now();
    const state = ageing(known, now);
    const drawing = { cause, now, ours: layer.host };
    // All that asks the page for places comes before all that draws.
    const marks = marksAt(drawing, state);
    const corners = readings.flatMap((reading) => reading.chipCorners(drawing));
    const isUnreadable = isOurs && health.note(readings, now);
    signs.chip(chipOf(state, isUnreadable), corners, { isDark, isMoved: cause !== 'time' });
    board.draw(marks);
    const banner = isUnreadable ? { words: UNREADABLE, remedy: null } : state.banner;
    signs.banner(!isOurs || isOthers() ? null : banner, isDark);
    standing.note(now, sources(state));
  }

  function wake(): void {
    known = { ...known, wokenAt: Date.now() };
    asked = '';
    ask();
  }

  const following = onPageChange({ readAgain, draw, mayHold, held, age, wake }, signal);
  signal.addEventListener('abort', () => {
    clear();
    link.leave();
  });

  function hear(message: WorkerMessage): void {
    const zone = known.picture?.timeZone;
    known = learn(known, message);
    if (message.type === 'not-here') isOurs = false;
    if (message.type === 'picture' || message.type === 'trouble') isOurs = true;
    const isRead = readings.some(({ isUnreadable }) => !isUnreadable);
    if (message.type === 'picture' && (!isRead || message.picture.timeZone !== zone)) readNow();
    if (message.type !== 'checked' || !age()) following.draw();
  }

  readNow();
  following.draw();
  return { lookAgain: following.readAgain, hear };
}
