import type { ComponentChildren } from 'preact';
import { Icon } from '../ui/icon.tsx';
import { useArrival } from '../ui/use-arrival.ts';
import type { StepState } from './steps.ts';
import { WORDS } from './words.ts';

interface StepProps {
  number: number;
  title: string;
  state: StepState;
  /** What was found, under the title of a step that is done. */
  found?: ComponentChildren;
  children?: ComponentChildren;
}

const SPOKEN: Record<StepState, string> = {
  done: WORDS.stepDone,
  current: WORDS.stepCurrent,
  waiting: WORDS.stepWaiting,
};

/** One step of the road; only the current one is open. */
export function Step({ number, title, state, found, children }: StepProps) {
  const heading = useArrival(state === 'current');
  return (
    <li class={`step ${state}`} aria-current={state === 'current' ? 'step' : undefined}>
      <span class="mark" aria-hidden="true">
        {state === 'done' ? <Icon name="check" /> : number}
      </span>
      <div class="spread">
        <h2 class="card-title" ref={heading} tabIndex={-1}>
          <span class="visually-hidden">{SPOKEN[state]} </span>
          {title}
        </h2>
        {state === 'done' && found && <div class="found secondary">{found}</div>}
        {state === 'current' && <div class="body stack">{children}</div>}
      </div>
    </li>
  );
}
