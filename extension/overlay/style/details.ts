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
.details .note { margin-top: 8px; padding-top: 8px; border-top: 1px solid var(--line); }
.dot { width: 8px; height: 8px; border-radius: 50%; background: var(--color, var(--soft)); flex: none; }
.details[data-pinned] { z-index: 1; }
@media (forced-colors: active) { .dot { forced-color-adjust: none; } }
`;
