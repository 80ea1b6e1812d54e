import { createBookingToasts } from './booking-toasts.ts';
import { offerPart } from './parts.ts';
import { createToasts } from './toasts.ts';

offerPart('toasts', (layer, onRemedy, signal) => createBookingToasts(createToasts(layer, onRemedy, signal)));
