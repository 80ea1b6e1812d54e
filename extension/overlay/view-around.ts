import type { View } from '../background/messages.ts';
import type { CrmPage } from '../crm/routes.ts';
import type { Told } from './told.ts';

/** The calendar of a booking page: its own, or on a page that offers several the one whose times it asked for last. */
export function calendarOf(page: CrmPage & { kind: 'widget' }, { offered }: Pick<Told, 'offered'>): string | null {
  return page.calendar ?? offered?.calendarId ?? null;
}

/** Whose time a page is about, in that range; null where that is not known. */
export function viewAround(
  page: CrmPage,
  told: Pick<Told, 'offered'>,
  range: { readonly from: number; readonly to: number },
): View | null {
  if (page.kind !== 'widget')
    return page.locationId === null ? null : { kind: 'staff-grid', locationId: page.locationId, ...range };
  const calendar = calendarOf(page, told);
  return calendar === null ? null : { kind: 'widget', calendar, ...range };
}
