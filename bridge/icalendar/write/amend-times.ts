import { readComponents } from '../components.ts';
import { readZones } from '../read-zone.ts';
import { canMoveAsSeries, makeSingle } from './amend-series.ts';
import { type Block, isBlock, readBlocks, textLines } from './blocks.ts';
import type { Change } from './change.ts';
import { markLines, UPDATED } from './marks.ts';
import { setLine, valueIn } from './properties.ts';
import { timeLines, wholeSeconds } from './written-times.ts';
import { type WrittenZone, writtenZone } from './written-zone.ts';

/** Writes DTSTART and DTEND when the appointment's time changed, and the marks. */
export function amendTimes(calendar: Block, event: Block, { before, after }: Change): void {
  const wanted = wholeSeconds(after);
  const marks = markLines(after.appointmentId, wanted, newestSaid(event, after));
  const old = before && wholeSeconds(before);
  const asMarked = TIME_MARKS.every((name) => marks.get(name) === `${name}:${valueIn(event, name)}`);
  const asBefore = old?.start === wanted.start && old.end === wanted.end;
  const marked = TIME_MARKS.every((name) => valueIn(event, name) !== null);
  if (!asMarked && !asBefore) writeTimes(calendar, event, after);
  for (const [name, line] of marks) if (!(TIME_MARKS.includes(name) && asBefore && marked)) setLine(event, name, line);
}

/** News without a time leaves the mark of older news. */
function newestSaid(event: Block, { saidAt }: Change['after']): number | null {
  const noted = Date.parse(valueIn(event, UPDATED) ?? '');
  return Number.isNaN(noted) ? saidAt : Math.max(noted, saidAt ?? noted);
}

const TIME_MARKS = ['X-SLOTBRIDGE-START', 'X-SLOTBRIDGE-END'];

function writeTimes(calendar: Block, event: Block, after: Change['after']): void {
  const times = wholeSeconds(after);
  const present = readZones(readComponents(textLines(calendar).join('\r\n')));
  const sound = writtenZone(after.timeZone, [times.start, times.end], present);
  const zone = sound && isDamaged(calendar, sound.tzid, present) ? null : sound;
  if (zone && !present.has(zone.tzid)) addZone(calendar, zone);
  for (const [name, line] of Object.entries(timeLines(times, zone))) setLine(event, name, line);
  setLine(event, 'DURATION', null);
  if (!canMoveAsSeries(calendar, event, times.start)) makeSingle(calendar, event);
}

/** A second VTIMEZONE of the name would not help: readers take either. */
function isDamaged(calendar: Block, tzid: string, readable: ReadonlyMap<string, unknown>): boolean {
  const zones = calendar.parts.filter(isBlock).filter(({ name }) => name === 'VTIMEZONE');
  return !readable.has(tzid) && zones.some((zone) => valueIn(zone, 'TZID') === tzid);
}

/** In front of the first component, as every writer has it. */
function addZone(calendar: Block, { definition }: WrittenZone): void {
  const [zone] = readBlocks(['BEGIN:VCALENDAR', ...definition, 'END:VCALENDAR'].join('\r\n')).parts;
  if (zone) calendar.parts.splice(calendar.parts.findIndex(isBlock), 0, zone);
}
