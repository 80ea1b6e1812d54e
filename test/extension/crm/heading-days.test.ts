import { describe, expect, it } from 'vitest';
import { type HeadingText, headingDays } from '../../../extension/crm/heading-days.ts';

const plain = (...texts: string[]): HeadingText[] => texts.map((text) => ({ text, labels: [] }));
const read = (headings: readonly HeadingText[], titles: string[], languages = ['en-US']) =>
  headingDays(headings, titles, languages)?.map(({ year, month, day }) => `${year}-${month}-${day}`) ?? null;

describe('the days over a week', () => {
  it.each([
    ['in one month', ['Sun 22', 'Mon 23'], 'Nov 22 – 28, 2026', ['2026-11-22', '2026-11-23']],
    ['across two months', ['Mon 30', 'Tue 1'], 'Nov 29 – Dec 5, 2026', ['2026-11-30', '2026-12-1']],
    ['across two years', ['Thu 31', 'Fri 1'], 'Dec 27, 2026 – Jan 2, 2027', ['2026-12-31', '2027-1-1']],
    ['with numbers of the month', ['Sun 11/22', 'Mon 11/23'], 'Nov 22 – 28, 2026', ['2026-11-22', '2026-11-23']],
    ['with the day in front', ['So 22.11.', 'Mo 23.11.'], '22. – 28. November 2026', ['2026-11-22', '2026-11-23']],
    ['without the weekend', ['Fri 27', 'Mon 30'], 'November 2026', ['2026-11-27', '2026-11-30']],
    ['alone', ['Sunday 22'], 'November 22, 2026', ['2026-11-22']],
  ])('are read %s', (_how, headings, title, days) => {
    expect(read(plain(...headings), ['Calendars', title], ['de', 'en'])).toEqual(days);
  });

  it('are read in the languages of the page', () => {
    expect(read(plain('dim. 22', 'lun. 23'), ['22 – 28 novembre 2026'], ['fr'])).toEqual(['2026-11-22', '2026-11-23']);
    expect(read(plain('日 22', '月 23'), ['2026年11月22日～28日'], ['ja'])).toEqual(['2026-11-22', '2026-11-23']);
  });

  it('are taken from their labels where these tell them in full', () => {
    const labelled = (text: string, label: string) => ({ text, labels: [label] });
    const week = [labelled('Sun 22', 'November 22, 2026'), labelled('Mon 23', 'November 23, 2026')];
    expect(read(week, [])).toEqual(['2026-11-22', '2026-11-23']);
    expect(read([labelled('Sun 22', 'November 23, 2026'), labelled('Mon 23', 'November 24, 2026')], [])).toBeNull();
  });
});

describe('the days over a week are not guessed', () => {
  it.each([
    ['where no title tells the year', ['Sun 22', 'Mon 23'], ['November 22']],
    ['where the weekday is that of another month', ['Sun 22', 'Mon 23'], ['December 2026']],
    ['where a day is missing in between', ['Sun 22', 'Thu 26'], ['November 2026']],
    ['where one of them is no date', ['Sun 22', 'Mon'], ['November 2026']],
    ['where two titles allow two weeks', ['22', '23'], ['November 2026', 'December 2026']],
    ['where they go on into a month that the title leaves out', ['Mon 30', 'Tue 1'], ['November 2026']],
  ])('%s', (_why, headings, titles) => {
    expect(read(plain(...headings), titles)).toBeNull();
  });

  it('but the title of another month beside the right one does no harm', () => {
    expect(read(plain('Sun 22', 'Mon 23'), ['Nov 22 – 28, 2026', 'December 2026'])?.[0]).toBe('2026-11-22');
  });
});
