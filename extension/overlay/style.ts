/** The layer's own style sheet. Tokens as in the design; colours beside the page's own follow the background there. */
export const STYLE = `
:host { all: initial; position: fixed; inset: 0; z-index: 2147483000; pointer-events: none; contain: layout style;
  font: 13px/18px Inter, system-ui, sans-serif; font-variant-numeric: tabular-nums; }
.tone { --surface:#fff; --raised:#f6f7f9; --ink:#1d2433; --soft:#566072; --line:#e3e6eb; --edge:#8a94a6; --accent:#155eef;
  --on-accent:#fff; --blocked:#3b4658; --on-blocked:#fff; --dim:#7a4a00; --dim-fill:#fff6e0; --dim-edge:#b26a00;
  --bad:#9b1c1c; --bad-fill:#fdf0ef; --good:#17663f; --good-fill:#eaf6ef; }
.tone.dark { --surface:#1b2130; --raised:#252c3d; --ink:#f2f4f8; --soft:#a9b3c4; --line:#364056; --edge:#6f7b91;
  --accent:#8fb4ff; --on-accent:#10141e; --blocked:#c3ccda; --on-blocked:#10141e; --dim:#ffd58a; --dim-fill:#3a2c0e;
  --dim-edge:#e0a040; --bad:#ffb4ac; --bad-fill:#3d1b1a; --good:#8fdbb0; --good-fill:#14301f; }
.mark { position: absolute; left: 0; top: 0; animation: appear 120ms; }
.ink { position: absolute; inset: 0; border-radius: inherit; overflow: hidden; }
.hatch { position: absolute; inset: 0; opacity: .22;
  background: repeating-linear-gradient(135deg, var(--blocked) 0 1.5px, transparent 1.5px 8px); }
.wide .hatch { background: repeating-linear-gradient(135deg, var(--blocked) 0 1.5px, transparent 1.5px 16px); }
.third .hatch { left: 66.6%; }
.bar { position: absolute; left: 0; top: 0; bottom: 0; width: 3px; background: var(--color);
  box-shadow: 0 0 0 1px var(--surface); }
.wide .bar { background: repeating-linear-gradient(var(--color) 0 6px, transparent 6px 10px); }
.free .ink { border: 1px dashed var(--edge); box-sizing: border-box; }
.not-known .ink { border: 1px dotted var(--dim-edge); box-sizing: border-box; }
.tag { all: unset; position: absolute; box-sizing: border-box; min-width: 24px; height: 24px; display: flex; align-items: center;
  justify-content: center; pointer-events: auto; cursor: pointer; white-space: nowrap; }
.tag span { box-sizing: border-box; max-width: 100%; overflow: hidden; text-overflow: ellipsis; padding: 1px 5px; border-radius: 4px;
  font: 600 11px/14px Inter, system-ui, sans-serif; background: var(--blocked); color: var(--on-blocked);
  display: flex; align-items: center; min-height: 16px; }
.in-list .tag span { white-space: normal; height: 16px; padding: 0 5px; line-height: 16px; text-align: center; align-items: flex-end; }
.free .tag span { background: var(--raised); color: var(--soft); box-shadow: inset 0 0 0 1px var(--line); }
.tag svg { width: 12px; height: 12px; display: block; }
.tag:focus-visible, .panel button:focus-visible, .chip:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px;
  border-radius: 4px; }
.panel { position: absolute; left: 0; top: 0; box-sizing: border-box; pointer-events: auto; background: var(--surface); color: var(--ink);
  border: 1px solid var(--line); border-radius: 12px; box-shadow: 0 8px 24px rgb(16 20 30 / .16); animation: appear 120ms; }
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
.chip { position: absolute; left: 0; top: 0; box-sizing: border-box; height: 24px; padding: 0 8px; display: flex; align-items: center;
  gap: 6px; border-radius: 12px; background: var(--raised); color: var(--soft); border: 1px solid var(--line);
  font: 12px/16px Inter, system-ui, sans-serif; font-variant-numeric: tabular-nums; white-space: nowrap; animation: appear 120ms; }
button.chip { pointer-events: auto; cursor: pointer; }
.chip.good .dot { background: var(--good); } .chip.amber .dot { background: var(--dim-edge); } .chip.red .dot { background: var(--bad); }
.chip.amber { color: var(--dim); background: var(--dim-fill); } .chip.red { color: var(--bad); background: var(--bad-fill); }
.banner { position: absolute; left: 50%; bottom: 16px; transform: translateX(-50%); box-sizing: border-box; width: max-content;
  max-width: min(560px, calc(100vw - 32px)); padding: 8px 12px; display: flex; align-items: center; gap: 12px;
  border-radius: 8px; border: 1px solid var(--dim-edge); background: var(--dim-fill); color: var(--dim);
  box-shadow: 0 8px 24px rgb(16 20 30 / .16); animation: appear 120ms; }
.banner button { all: unset; pointer-events: auto; cursor: pointer; box-sizing: border-box; height: 36px; padding: 0 12px; flex: none;
  display: flex; align-items: center; border-radius: 8px; background: var(--accent); color: var(--on-accent); font-weight: 600; }
.toasts { position: absolute; left: 0; top: 0; width: max-content; max-width: min(360px, calc(100vw - 32px)); }
.toast + .toast, .toasts :not(:empty) + div > .toast:first-child { margin-top: 8px; }
.toast { pointer-events: auto; box-sizing: border-box; display: flex; align-items: flex-start; flex-wrap: wrap; gap: 4px 12px; padding: 10px 8px 10px 12px;
  border-radius: 8px; border: 1px solid var(--line); background: var(--surface); color: var(--ink);
  box-shadow: 0 8px 24px rgb(16 20 30 / .16); animation: appear 120ms; }
.toast > span { flex: 1 1 180px; min-width: 0; padding: 3px 0; overflow-wrap: anywhere; }
.toast.good { background: var(--good-fill); color: var(--good); border-color: var(--good); }
.toast.unknown { background: var(--dim-fill); color: var(--dim); border-color: var(--dim-edge); }
.toast.failed { background: var(--bad-fill); color: var(--bad); border-color: var(--bad); }
.close { all: unset; pointer-events: auto; cursor: pointer; box-sizing: border-box; flex: none; width: 24px; height: 24px; border-radius: 4px;
  display: grid; place-items: center; font-size: 18px; line-height: 1; color: inherit; }
.act { all: unset; pointer-events: auto; cursor: pointer; box-sizing: border-box; order: 3; height: 36px; padding: 0 12px; display: flex;
  align-items: center; border-radius: 8px; background: var(--accent); color: var(--on-accent); font-weight: 600; }
.pick { width: 320px; padding: 12px 8px 12px 19px; display: flex; align-items: flex-start; gap: 8px; overflow: hidden; }
.tone:has(> .pick) > .details:not([data-pinned]) { visibility: hidden; }
.details[data-pinned], .toasts, .banner { z-index: 1; }
.pick::before { content: ""; position: absolute; inset: 0 auto 0 0; width: 7px;
  background: repeating-linear-gradient(135deg, var(--blocked) 0 3px, transparent 3px 6px); border-right: 1px solid var(--line); }
.pick.not-known { background: var(--dim-fill); color: var(--dim); border-color: var(--dim-edge); }
.pick.not-known::before { background: var(--dim-edge); }
.pick > div { flex: 1; min-width: 0; overflow-wrap: anywhere; }
.pick p { margin: 0; padding: 3px 0; }
.pick .what { font-weight: 600; }
.close:hover { background: color-mix(in srgb, currentColor 12%, transparent); }
.close:focus-visible, .act:focus-visible, .banner button:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.through, .through .toast { pointer-events: none; }
[hidden] { display: none !important; }
@keyframes appear { from { opacity: 0; } }
@media (prefers-reduced-motion: reduce) { .mark, .panel, .chip, .banner, .toast { animation: none; } }
@media (forced-colors: active) {
  .hatch { background: none; opacity: 1; border: 2px solid CanvasText; clip-path: none !important; }
  .hatch { border-radius: inherit; }
  .bar, .dot { forced-color-adjust: none; }
  .pick::before { background: CanvasText; }
  .tag span { background: Canvas; color: CanvasText; border: 1px solid CanvasText; }
}
`;
