/** Relative luminance (WCAG 2) of an opaque CSS `rgb()` colour; null when it is none or see-through. */
export function luminanceOf(color: string): number | null {
  const numbers = color.match(/[\d.]+/g)?.map(Number) ?? [];
  const [red = 0, green = 0, blue = 0, alpha = 1] = numbers;
  if (numbers.length < 3 || alpha < 0.5) return null;
  const [r, g, b] = [red, green, blue].map((value) => {
    const share = value / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

let frame: unknown = null;
let tones = new WeakMap<Element, boolean>();

/** What is known of the frame that is being drawn: many marks lie on the same background. */
function tonesOfFrame(): WeakMap<Element, boolean> {
  const now = document.timeline?.currentTime ?? Number.NaN;
  if (now !== frame) tones = new WeakMap();
  frame = now;
  return tones;
}

function toneOf(element: Element | null, known: WeakMap<Element, boolean>): boolean {
  if (element === null) return false;
  const found = known.get(element);
  if (found !== undefined) return found;
  const luminance = luminanceOf(getComputedStyle(element).backgroundColor);
  const isDark = luminance === null ? toneOf(element.parentElement, known) : luminance < 0.2;
  known.set(element, isDark);
  return isDark;
}

/** Whether what lies behind `element` is dark. Marks follow the page, not the system's scheme. */
export function isOnDark(element: Element): boolean {
  return toneOf(element, tonesOfFrame());
}
