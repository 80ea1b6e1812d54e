const AGAIN_AFTER_MS = 5000;
const UNAUTHORIZED = 4401;

/**
 * Follows the connections over the live socket. `onNews` is called when something changed, `onState` with whether the
 * socket is open. It watches without looking closely (`visible: false`), so the bridge polls iCloud no faster for it.
 * Gives the way to stop.
 */
export function follow({ token, connectionIds, onNews, onState }) {
  let socket = null;
  let timer = 0;
  let stopped = false;

  const open = () => {
    socket = new WebSocket(`ws://${location.host}/v1/live`);
    socket.onopen = () => send({ type: 'hello', token });
    socket.onmessage = ({ data }) => hear(JSON.parse(data));
    socket.onclose = ({ code }) => {
      if (stopped) return;
      onState(false);
      // A token that is no longer one: the next reading says so in the bridge's words.
      if (code === UNAUTHORIZED) onNews();
      else timer = setTimeout(open, AGAIN_AFTER_MS);
    };
  };
  const send = (message) => socket.send(JSON.stringify(message));
  const hear = ({ type }) => {
    if (type === 'ping') return send({ type: 'pong' });
    if (type !== 'welcome') return onNews();
    onState(true);
    for (const connectionId of connectionIds) send({ type: 'watch', connectionId, visible: false });
  };

  open();
  return () => {
    stopped = true;
    clearTimeout(timer);
    socket.close();
  };
}
