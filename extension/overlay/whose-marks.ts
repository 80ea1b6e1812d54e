import type { Mark } from './mark.ts';
import type { Reading } from './view.ts';

/** Nothing on a calendar that is another person's; on one that shows several people's, the marks say whose they are. */
export function marksIn({ whose, marks }: Reading, ...[moment, drawing]: Parameters<Reading['marks']>): Mark[] {
  if (whose === 'others') return [];
  const { picture } = moment;
  const isShared = whose === 'shared' && picture !== null;
  return marks(isShared ? { ...moment, picture: { ...picture, wording: 'you' } } : moment, drawing);
}
