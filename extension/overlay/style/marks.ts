/** Marks, their tags, the age chip and the banner. */
export const MARKS = `
.mark { position: absolute; left: 0; top: 0; }
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
.count .tag { left: 2px; }
.day-some .ink::after, .day-full .ink::after { content: ""; position: absolute; left: 50%; bottom: 2px; height: 4px; border-radius: 3px;
  transform: translateX(-50%); background: var(--blocked); box-shadow: 0 0 0 1px var(--surface); }
.day-some .ink::after { width: 5px; height: 5px; }
.day-full .ink::after { width: 18px; }
.free .tag span { background: var(--raised); color: var(--soft); box-shadow: inset 0 0 0 1px var(--line); }
.tag svg { width: 12px; height: 12px; display: block; flex: none; }
.in-list .tag svg { margin-bottom: 2px; }
.tag:focus-visible, .chip:focus-visible, .banner button:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px;
  border-radius: 4px; }
.dot { width: 8px; height: 8px; border-radius: 50%; background: var(--color, var(--soft)); flex: none; }
.chip { position: absolute; left: 0; top: 0; box-sizing: border-box; height: 24px; padding: 0 8px; display: flex; align-items: center;
  justify-content: center; gap: 6px; border-radius: 12px; background: var(--raised); color: var(--soft); border: 1px solid var(--line);
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
.banner { z-index: 1; }
.banner .missed { display: block; margin-top: 2px; font-size: 12px; line-height: 16px; }
@media (forced-colors: active) {
  .hatch { background: none; opacity: 1; border: 2px solid CanvasText; clip-path: none !important; }
  .hatch { border-radius: inherit; }
  .bar, .dot { forced-color-adjust: none; }
  .day-some .ink::after, .day-full .ink::after { background: CanvasText; }
  .tag span { background: Canvas; color: CanvasText; border: 1px solid CanvasText; }
}
`;
