import type { ComponentChildren } from 'preact';
import { Spoken } from '../ui/notice.tsx';

interface BottomProps {
  /** What came of the last attempt. */
  said?: ComponentChildren;
  /** The buttons, the one that goes on last. */
  children: ComponentChildren;
}

/** The window's lower edge, always in sight: what went wrong and what can be done. */
export function Bottom({ said, children }: BottomProps) {
  return (
    <div class="bottom">
      <Spoken>{said}</Spoken>
      <div class="row end">{children}</div>
    </div>
  );
}
