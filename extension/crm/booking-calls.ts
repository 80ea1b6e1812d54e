import { remembered } from './remembered.ts';

/** What one of the app's own calls did with appointments; `id` is the one it names in its address. */
export type CallKind =
  | { readonly does: 'create' | 'list' }
  | { readonly does: 'change' | 'delete'; readonly id: string };

/** The parts of a path after `/calendars/events`; null for other paths. */
function partsOf(path: string): string[] | null {
  const [matched, rest = ''] = /\/calendars\/events(\/.*)?$/.exec(path) ?? [];
  if (matched === undefined) return null;
  try {
    return rest.split('/').filter(Boolean).map(decodeURIComponent);
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}

function ofAppointments(method: string, id: string | undefined): CallKind | null {
  if (method === 'POST' && (id === undefined || id === 'widget')) return { does: 'create' };
  if (method === 'GET') return { does: 'list' };
  if (id === undefined) return null;
  if (method === 'PUT' || method === 'PATCH') return { does: 'change', id };
  return method === 'DELETE' ? { does: 'delete', id } : null;
}

/**
 * What a call to that path does, or null for one that has nothing to do with appointments: POST, PUT and GET under
 * `/calendars/events/appointments`, DELETE `/calendars/events/{id}`, and the lists: GET `/calendars/events` and
 * POST `/calendars/events/{locationId}/search/`.
 */
export const callKind = remembered((method: string, path: string): CallKind | null => {
  const parts = partsOf(path);
  if (!parts || parts[0]?.startsWith('block')) return null;
  const [first, second] = parts;
  if (first === 'appointments') return ofAppointments(method, second);
  if (method === 'GET' && first === undefined) return { does: 'list' };
  if (method === 'POST' && second === 'search') return { does: 'list' };
  return method === 'DELETE' && first !== undefined && second === undefined ? { does: 'delete', id: first } : null;
});
