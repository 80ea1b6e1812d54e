import { z } from 'zod';
import { stored } from './stored.ts';

/** The features of the overlay that the person switched off, by name. */
export const featuresOff = stored('featuresOff', z.array(z.string().max(40)).max(50));
