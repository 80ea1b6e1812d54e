import { type AppointmentRow, readAppointmentRows } from '../../crm/appointment-rows.ts';
import { listedStarts } from '../../crm/listed-appointments.ts';
import { ownZone } from '../../crm/own-zone.ts';
import { find } from '../../crm/selectors.ts';
import { isZone } from '../../crm/wall-time.ts';
import { isOnDark } from '../background-tone.ts';
import { type Box, boxOf, common, isCovered, textBox, visiblePart } from '../box.ts';
import { detailsOf, headingOf, labelOf, type Moment, tagWords } from '../describe.ts';
import { edgeCorners } from '../edge-corners.ts';
import type { Feature } from '../feature.ts';
import type { Mark } from '../mark.ts';
import { shownZone } from '../told.ts';
import { verdict } from '../verdict.ts';
import type { Reading, Surroundings } from '../view.ts';

const DAY_MS = 86_400_000;
/** The worker asks for no longer range. */
const MOST_DAYS = 390;

/** For a tag beside the time. */
const TAG_ROOM_PX = 48;
const AIR_PX = 8;

/** Where the time stands; where it fills its cell, with the air up to what stands in the next one. */
function placeOf(timeCell: HTMLElement, text: Box | null): Box {
  const box = boxOf(timeCell.getBoundingClientRect());
  const next = timeCell.nextElementSibling && textBox(timeCell.nextElementSibling);
  if (!text || !next || box.right - text.right >= TAG_ROOM_PX) return box;
  const right = Math.min(next.left - AIR_PX, text.right + TAG_ROOM_PX);
  return { ...box, right: Math.max(box.right, right) };
}

/** A row clashes where its person is busy with something else: what was written for it does not count. */
function rowMark({ key, timeCell, start, end }: AppointmentRow, moment: Moment, ours: Element): Mark[] {
  const found = verdict({ start, end }, moment.picture, moment.ageing.unmarkedAreFree);
  if (found.kind === 'free' || found.kind === 'not-known' || !timeCell.isConnected) return [];
  const text = textBox(timeCell);
  const box = placeOf(timeCell, text);
  const window = visiblePart(timeCell);
  const seen = window && common(box, window);
  const details = detailsOf({ start, end }, headingOf(found, moment), found.sources, moment);
  const tag = tagWords(found, { start, end }, moment);
  return [
    {
      key,
      kind: found.kind,
      box,
      visible: seen && !isCovered(timeCell, seen, ours) ? seen : null,
      radius: '0',
      clear: text ? [text] : [],
      isThird: !found.isWhole,
      color: found.sources[0]?.color ?? '#566072',
      isDark: isOnDark(timeCell),
      tag,
      label: labelOf(tag, details),
      details,
      tagAt: 'middle',
    },
  ];
}

/**
 * The zone in which every row stands at a time that the page was told; null: the page's texts and its calls disagree, or
 * there is nothing to check a list by whose name we do not know.
 */
function zoneOf(owner: string, candidates: readonly (string | null)[], listed: ReadonlySet<number>): string | null {
  const zones = candidates.filter((zone): zone is string => zone !== null && isZone(zone));
  const isRight = (zone: string) => {
    const list = readAppointmentRows(owner, zone);
    if (!list || list.unread > 0) return false;
    return listed.size === 0 ? list.isNamed : list.rows.every(({ start }) => listed.has(start));
  };
  return zones.find(isRight) ?? null;
}

/** The days of the rows, with some around them; today where no row can be read. */
function rangeOf(rows: readonly AppointmentRow[], now: number) {
  const from = Math.min(...rows.map(({ start }) => start), ...(rows.length === 0 ? [now] : [])) - 2 * DAY_MS;
  const to = Math.max(...rows.map(({ end }) => end), from + 4 * DAY_MS) + 2 * DAY_MS;
  return { from, to: Math.min(to, from + MOST_DAYS * DAY_MS) };
}

function read(locationId: string, { told, picture, now }: Surroundings): Reading | null {
  const anchor = find('appointmentList');
  const { userName, locationZone } = told;
  const own = ownZone();
  const list = userName === null ? null : readAppointmentRows(userName, own);
  if (!anchor || !list || userName === null || list.rows.length + list.unread === 0) return null;
  const view = { kind: 'staff-grid', locationId, ...rangeOf(list.rows, now) } as const;
  const listed = listedStarts(told.calls);
  const zone = zoneOf(userName, [shownZone(told, locationId), locationZone, picture?.timeZone ?? null, own], listed);
  const facts = () => ({ rows: list.rows.length, unread: list.unread, listed: listed.size, 'by-name': list.isNamed });
  if (zone === null) return { view, anchor, isUnreadable: true, facts, marks: () => [], chipCorners: () => [] };
  const shown = readAppointmentRows(userName, zone)?.rows ?? [];
  return {
    view,
    anchor,
    isUnreadable: false,
    facts,
    marks: (moment, { ours }) => shown.flatMap((row) => rowMark(row, { ...moment, zone }, ours)),
    chipCorners: ({ ours }) => edgeCorners(anchor, ours),
  };
}

/** Marks the person's own appointments that clash with their calendars. Try: /v2/location/ID/calendars/appointments */
export const appointmentsList: Feature = {
  name: 'appointments-list',
  runsOn: (page) => page.kind === 'appointments',
  init({ page, mark }) {
    if (page.kind !== 'appointments') return;
    mark({ name: this.name, saysNotConnected: true, read: (around) => read(page.locationId, around) });
  },
};
