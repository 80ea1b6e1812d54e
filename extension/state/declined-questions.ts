import { z } from 'zod';
import { inTurn } from './in-turn.ts';
import { stored } from './stored.ts';

const MOST = 500;

/** The questions that were answered with "no", each by its key; the latest at the end. */
const declined = stored('declinedQuestions', z.array(z.string().max(500)).max(MOST));

export interface DeclinedQuestions {
  read(): Promise<readonly string[]>;
  add(key: string): Promise<void>;
}

export const declinedQuestions: DeclinedQuestions = {
  read: async () => (await declined.read()) ?? [],
  add: (key) =>
    inTurn('declinedQuestions', async () => {
      const others = ((await declined.read()) ?? []).filter((known) => known !== key);
      await declined.write([...others, key].slice(-MOST));
    }),
};
