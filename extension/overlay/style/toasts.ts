/** What became known by itself. */
export const TOASTS = `
.toasts { position: absolute; left: 0; top: 0; width: max-content; max-width: min(360px, calc(100vw - 32px)); }
.toast + .toast, .toasts :not(:empty) + div > .toast:first-child { margin-top: 8px; }
.toast { pointer-events: auto; box-sizing: border-box; display: grid; grid-template-columns: minmax(0, 1fr) auto auto; align-items: start;
  gap: 4px 8px; padding: 8px 8px 8px 12px; border-radius: 8px; border: 1px solid var(--line); background: var(--surface);
  color: var(--ink); box-shadow: 0 8px 24px rgb(16 20 30 / .16); animation: appear 120ms; }
.toast > span { padding: 3px 0; overflow-wrap: anywhere; }
.toast .close { grid-column: 3; grid-row: 1; }
.toast .act { grid-column: 1 / -1; justify-self: start; margin-bottom: 4px; }
.toast .act.beside { grid-column: 2; grid-row: 1; margin: 0; height: 24px; padding: 0 8px; background: none; color: var(--accent); }
.toast .act.beside:hover { text-decoration: underline; text-underline-offset: 3px; }
.toast.good { background: var(--good-fill); color: var(--good); border-color: var(--good); }
.toast.unknown { background: var(--dim-fill); color: var(--dim); border-color: var(--dim-edge); }
.toast.failed { background: var(--bad-fill); color: var(--bad); border-color: var(--bad); }
.toasts { z-index: 1; }
`;
