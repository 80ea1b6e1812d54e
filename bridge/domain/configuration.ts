import type { Calendar, ConfigurationRequest } from '../../shared/contract/connection.ts';
import { BridgeError } from '../errors/bridge-error.ts';
import type { RemoteCalendar } from './remote.ts';

export interface Configuration {
  readonly linkedCalendarId: string | null;
  readonly linkedIsConflict: boolean;
  readonly conflictCalendarIds: readonly string[];
}

const DEFAULT_COLOR = '#8A94A6';

/** What a calendar may be used for, and why not. */
export function describeCalendar(id: string, remote: RemoteCalendar): Calendar {
  const { kind, access } = remote;
  const reason = unusableBecause(remote);
  return {
    id,
    name: remote.name,
    color: remote.color ?? DEFAULT_COLOR,
    kind: remote.kind,
    access: remote.access,
    canLink: kind !== 'subscription' && access === 'writer',
    canConflict: kind !== 'subscription' || remote.source !== null,
    ...(reason === null ? {} : { reason }),
  };
}

function unusableBecause(remote: RemoteCalendar): string | null {
  if (remote.kind === 'subscription') {
    return remote.source === null
      ? 'This is a subscription, and iCloud does not say where it comes from. Add it by its address to let it block your time.'
      : 'This is a subscription: somebody else publishes it, so bookings cannot be added. It can block your time.';
  }
  if (remote.access === 'reader') {
    return 'You can read this calendar but not change it, so bookings cannot be added. It can block your time.';
  }
  return null;
}

/**
 * The rules of linked and conflict calendars. The linked calendar is a conflict calendar too, unless that is turned
 * off. Throws `unknown-calendar`, `not-writable` or `not-selectable`, naming the calendar.
 */
export function configurationFrom(request: ConfigurationRequest, calendars: readonly Calendar[]): Configuration {
  const byId = new Map(calendars.map((calendar) => [calendar.id, calendar]));
  const { linkedCalendarId: linked, linkedIsConflict } = request;
  for (const id of linked === null ? request.conflictCalendarIds : [linked, ...request.conflictCalendarIds]) {
    if (!byId.has(id)) throw new BridgeError('unknown-calendar');
  }
  const linkedCalendar = linked === null ? undefined : byId.get(linked);
  if (linkedCalendar && !linkedCalendar.canLink) {
    throw new BridgeError('not-writable', {
      detail: `${linkedCalendar.name}: ${linkedCalendar.reason ?? 'read-only.'}`,
    });
  }
  const chosen = new Set(request.conflictCalendarIds);
  if (linked !== null) linkedIsConflict ? chosen.add(linked) : chosen.delete(linked);
  const unusable = [...chosen].map((id) => byId.get(id)).find((calendar) => calendar && !calendar.canConflict);
  if (unusable) throw new BridgeError('not-selectable', { detail: `${unusable.name}: ${unusable.reason ?? ''}` });
  return { linkedCalendarId: linked, linkedIsConflict, conflictCalendarIds: [...chosen] };
}
