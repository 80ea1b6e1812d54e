import { useEffect, useRef } from 'preact/hooks';

/**
 * For the heading of what just appeared in place of the focused control: takes the focus that would fall back to the
 * page's start, so that a keyboard goes on from there. A control that has the focus keeps it.
 */
export function useArrival(arrived: boolean) {
  const heading = useRef<HTMLHeadingElement>(null);
  const before = useRef(arrived);
  useEffect(() => {
    const justArrived = arrived && !before.current;
    before.current = arrived;
    if (justArrived && !controlHasFocus()) heading.current?.focus();
  }, [arrived]);
  return heading;
}

function controlHasFocus(): boolean {
  const focused = document.activeElement;
  return focused instanceof HTMLElement && focused !== document.body && focused.tabIndex >= 0;
}
