import { openPage } from './open-page.ts';
import { offerPart } from './parts.ts';

offerPart('page', openPage);
