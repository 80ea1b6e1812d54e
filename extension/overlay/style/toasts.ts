/** What became known by itself. */
export const TOASTS = `
.toasts { position: absolute; left: 0; top: 0; width: max-content; max-width: min(360px, calc(100vw - 32px)); }
.toast + .toast, .toasts :not(:empty) + div > .toast:first-child { margin-top: 8px; }
.toast { pointer-events: auto; box-sizing: border-box; display: flex; align-items: flex-start; flex-wrap: wrap; gap: 4px 12px; padding: 10px 8px 10px 12px;
  border-radius: 8px; border: 1px solid var(--line); background: var(--surface); color: var(--ink);
  box-shadow: 0 8px 24px rgb(16 20 30 / .16); animation: appear 120ms; }
.toast > span { flex: 1 1 180px; min-width: 0; padding: 3px 0; overflow-wrap: anywhere; }
.toast.good { background: var(--good-fill); color: var(--good); border-color: var(--good); }
.toast.unknown { background: var(--dim-fill); color: var(--dim); border-color: var(--dim-edge); }
.toast.failed { background: var(--bad-fill); color: var(--bad); border-color: var(--bad); }
.toasts { z-index: 1; }
`;
