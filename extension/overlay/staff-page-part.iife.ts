import { STAFF_FEATURES } from './features.ts';
import { openPage } from './open-page.ts';
import { offerPart } from './parts.ts';

offerPart('staff-page', (page, stage, signal) => openPage(STAFF_FEATURES, page, stage, signal));
