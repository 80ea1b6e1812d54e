import { z } from 'zod';
import { stored } from './stored.ts';

/** The person hides all titles for now, because others look at the screen. It outlives the browser. */
export const hiddenTitles = stored('hiddenTitles', z.boolean());
