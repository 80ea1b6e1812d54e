import { offerPart } from '../overlay/parts.ts';
import { mountCard } from './mount.ts';

offerPart('card', mountCard);
