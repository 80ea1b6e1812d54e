import { createBookingToasts } from './booking-toasts.ts';
import { offerPart } from './parts.ts';
import { createToasts } from './toasts.ts';

offerPart('toasts', (layer, onRemedy, signal) => {
  const toasts = createToasts(layer, onRemedy, signal);
  return { hear: createBookingToasts(toasts), show: toasts.show };
});
