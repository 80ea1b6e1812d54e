/** The details of one mark. */
export const DETAILS = `
.details { width: 280px; padding: 16px; overflow-y: auto; }
.details h2 { margin: 0 0 2px; font: 600 15px/22px Inter, system-ui, sans-serif; }
.details p { margin: 0; }
.details .soft, .details .note { color: var(--soft); font-size: 12px; line-height: 16px; }
.details ul { list-style: none; margin: 12px 0; padding: 0; display: grid; gap: 12px; }
.details li { display: grid; grid-template-columns: 8px 1fr; column-gap: 8px; }
.details li > * { grid-column: 2; overflow-wrap: anywhere; }
.details .dot { grid-column: 1; grid-row: 1; margin-top: 5px; }
.details .note { margin-top: 4px; }
.details .acts { display: flex; flex-wrap: wrap; gap: 0 16px; }
.details > .acts { margin: 12px 0 -6px; padding-top: 6px; border-top: 1px solid var(--line); }
.details .acts p { flex: 1 0 100%; padding: 4px 0; }
.details .acts button { all: unset; cursor: pointer; min-height: 28px; display: flex; align-items: center; color: var(--accent);
  font-weight: 600; }
.details .acts button:hover { text-decoration: underline; text-underline-offset: 3px; }
.details .acts button:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
.details:focus { outline: none; }
.details:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.dot { width: 8px; height: 8px; border-radius: 50%; background: var(--color, var(--soft)); flex: none; }
.details[data-pinned] { z-index: 1; }
@media (forced-colors: active) { .dot { forced-color-adjust: none; } }
`;
