import { BOOKING_FEATURES } from './features.ts';
import { openPage } from './open-page.ts';
import { offerPart } from './parts.ts';

offerPart('booking-page', (page, stage, signal) => openPage(BOOKING_FEATURES, page, stage, signal));
