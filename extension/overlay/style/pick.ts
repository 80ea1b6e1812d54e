/** The note beside a picked time. */
export const PICK = `
.pick { width: 320px; padding: 12px 8px 12px 19px; display: flex; align-items: flex-start; gap: 8px; overflow: hidden; }
.tone:has(> .pick) > .details:not([data-pinned]) { visibility: hidden; }
.pick::before { content: ""; position: absolute; inset: 0 auto 0 0; width: 7px;
  background: repeating-linear-gradient(135deg, var(--blocked) 0 3px, transparent 3px 6px); border-right: 1px solid var(--line); }
.pick.not-known { background: var(--dim-fill); color: var(--dim); border-color: var(--dim-edge); }
.pick.not-known::before { background: var(--dim-edge); }
.pick > div { flex: 1; min-width: 0; overflow-wrap: anywhere; }
.pick p { margin: 0; padding: 3px 0; }
.pick .what { font-weight: 600; }
@media (forced-colors: active) { .pick::before { background: CanvasText; } }
`;
