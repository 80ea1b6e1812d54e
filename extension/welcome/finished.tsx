import type { ComponentChildren } from 'preact';
import { Notice } from '../ui/notice.tsx';
import { CRM_ADDRESS, WORDS } from './words.ts';

interface FinishedProps {
  passwordKept: boolean;
  /** New bookings go to a calendar. */
  linked: boolean;
  /** What customers see. */
  publicPages: ComponentChildren;
  children?: ComponentChildren;
}

/** The end of the road: what holds from now on, what does not, and the way to the CRM. */
export function Finished({ passwordKept, linked, publicPages, children }: FinishedProps) {
  return (
    <section class="finished stack">
      <h2 class="card-title">{WORDS.finishedTitle}</h2>
      <p>{WORDS.finished}</p>
      {linked && <p>{WORDS.finishedLinked}</p>}
      {children}
      {publicPages}
      {!passwordKept && <Notice tone="unknown">{WORDS.passwordNotKept}</Notice>}
      <a class="button primary" href={CRM_ADDRESS} target="_blank" rel="noreferrer noopener">
        {WORDS.crmOpen}
      </a>
    </section>
  );
}
