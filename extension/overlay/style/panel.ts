/** What floats beside a slot, and its buttons. */
export const PANEL = `
.panel { position: absolute; left: 0; top: 0; box-sizing: border-box; pointer-events: auto; background: var(--surface); color: var(--ink);
  border: 1px solid var(--line); border-radius: 12px; box-shadow: 0 8px 24px rgb(16 20 30 / .16); animation: appear 120ms; }
.close { all: unset; pointer-events: auto; cursor: pointer; box-sizing: border-box; flex: none; width: 24px; height: 24px; border-radius: 4px;
  display: grid; place-items: center; font-size: 18px; line-height: 1; color: inherit; }
.act { all: unset; pointer-events: auto; cursor: pointer; box-sizing: border-box; height: 36px; padding: 0 12px; display: flex;
  align-items: center; border-radius: 8px; background: var(--accent); color: var(--on-accent); font-weight: 600; }
.close:hover { background: color-mix(in srgb, currentColor 12%, transparent); }
.panel button:focus-visible, .close:focus-visible, .act:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px;
  border-radius: 4px; }
.through, .through .toast { pointer-events: none; }
`;
