import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './icon.tsx';

export type Tone = 'plain' | 'failed' | 'unknown' | 'good';

const ICONS: Record<Tone, IconName> = { plain: 'info', failed: 'warning', unknown: 'warning', good: 'check' };

/** A sentence that says what is so, with room for what to do. */
export function Notice({ tone, children }: { tone: Tone; children: ComponentChildren }) {
  return (
    <div class={`notice ${tone}`}>
      <Icon name={ICONS[tone]} />
      <div class="words">{children}</div>
    </div>
  );
}

/** Stands in the page from the start, so that what appears in it later is read out. */
export function Spoken({ children }: { children?: ComponentChildren }) {
  return (
    <div class="spoken" aria-live="polite">
      {children}
    </div>
  );
}
