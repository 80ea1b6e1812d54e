const GLOBAL_DISPATCHER = Symbol.for('undici.globalDispatcher.1');

interface Dispatcher {
  dispatch(options: object, handler: object): boolean;
}

/**
 * For `fetch`: keep the connection open after a REPORT. Node's fetch does not know that method to carry a body and
 * closes the connection after each, which costs a first sync hundreds of TLS handshakes. Empty where Node has no such
 * dispatcher, or not yet: then everything works, only slower.
 */
export function keptConnections(): { readonly dispatcher?: Dispatcher } {
  const known: unknown = Reflect.get(globalThis, GLOBAL_DISPATCHER);
  if (!isDispatcher(known)) return {};
  return { dispatcher: { dispatch: (options, handler) => known.dispatch({ ...options, reset: false }, handler) } };
}

function isDispatcher(value: unknown): value is Dispatcher {
  return typeof value === 'object' && value !== null && 'dispatch' in value && typeof value.dispatch === 'function';
}
