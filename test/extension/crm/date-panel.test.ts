import { describe, expect, it } from 'vitest';
import { readDatePanel } from '../../../extension/crm/date-panel.ts';
import { storedPage } from './stored-page.ts';

function page(name: string, change: (html: string) => string = (html) => html): Document {
  const stored = storedPage(name);
  stored.body.innerHTML = change(stored.body.innerHTML);
  return stored;
}

describe.each([
  ['as a UI kit draws it', 'date-picker'],
  ['with texts and roles alone', 'date-picker-renamed'],
])('the date picker of the appointment dialog %s', (_look, name) => {
  it('is read day by day, those of the next month too', () => {
    const panel = readDatePanel(page(name));
    expect([panel?.cells.length, panel?.isAtOdds]).toEqual([42, false]);
    expect(panel?.cells[23]?.date).toEqual({ year: 2026, month: 11, day: 24 });
    expect(panel?.cells[30]?.date).toEqual({ year: 2026, month: 12, day: 1 });
  });

  it.each([
    ['no month stands over it', (html: string) => html.replace('November 2026', 'Choose')],
    ['another month does', (html: string) => html.replace('November', 'March')],
    ['its weekdays are others', (html: string) => html.replace('Sun', 'Tue')],
  ])('is read nowhere where %s', (_why, change) => {
    expect(readDatePanel(page(name, change))).toMatchObject({ cells: [], isAtOdds: true });
  });
});

it('a calendar whose cells hold no numbers is no date picker', () => {
  expect(readDatePanel(storedPage('staff-week'))).toBeNull();
});
