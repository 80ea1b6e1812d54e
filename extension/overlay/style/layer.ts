/** The layer itself and its tokens, as in the design; colours beside the page's own follow the background there. */
export const LAYER = `
:host { all: initial; position: fixed; inset: 0; z-index: 2147483000; pointer-events: none; contain: layout style;
  font: 13px/18px Inter, system-ui, sans-serif; font-variant-numeric: tabular-nums; }
.tone { --surface:#fff; --raised:#f6f7f9; --ink:#1d2433; --soft:#566072; --line:#e3e6eb; --edge:#8a94a6; --accent:#155eef;
  --on-accent:#fff; --blocked:#3b4658; --on-blocked:#fff; --dim:#7a4a00; --dim-fill:#fff6e0; --dim-edge:#b26a00;
  --bad:#9b1c1c; --bad-fill:#fdf0ef; --good:#17663f; --good-fill:#eaf6ef; }
.tone.dark { --surface:#1b2130; --raised:#252c3d; --ink:#f2f4f8; --soft:#a9b3c4; --line:#364056; --edge:#6f7b91;
  --accent:#8fb4ff; --on-accent:#10141e; --blocked:#c3ccda; --on-blocked:#10141e; --dim:#ffd58a; --dim-fill:#3a2c0e;
  --dim-edge:#e0a040; --bad:#ffb4ac; --bad-fill:#3d1b1a; --good:#8fdbb0; --good-fill:#14301f; }
[hidden] { display: none !important; }
@keyframes appear { from { opacity: 0; } }
@media (prefers-reduced-motion: reduce) { * { animation: none !important; } }
`;
