const HEX = /^#[0-9a-f]{6}$/i;

/** A calendar's colour as a dot, outlined so that it shows on any ground; its name always stands beside it. */
export function CalendarDot({ color }: { color: string }) {
  return <span class="dot" style={{ background: HEX.test(color) ? color : 'var(--blocked)' }} aria-hidden="true" />;
}
