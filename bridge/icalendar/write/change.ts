import type { LinkedEvent } from '../../domain/linked-event.ts';

/** An appointment as it was when its event was last written (null when nobody remembers) and as it is now. */
export interface Change {
  readonly before: LinkedEvent | null;
  readonly after: LinkedEvent;
}
