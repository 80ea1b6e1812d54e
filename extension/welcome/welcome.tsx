import { useState } from 'preact/hooks';
import { Notice } from '../ui/notice.tsx';
import { BridgeStep } from './bridge-step.tsx';
import { ConnectedSteps } from './connected-steps.tsx';
import { CrmStep } from './crm-step.tsx';
import { connectionOf, keyOf, personOf } from './facts.ts';
import { PairStep } from './pair-step.tsx';
import type { Road } from './road.ts';
import { Step } from './step.tsx';
import { currentStep, stepStates } from './steps.ts';
import { useFacts } from './use-facts.ts';
import { CRM_ADDRESS, DONE_WORDS, personInWords, STEP_TITLES, WORDS } from './words.ts';

/** The five steps from an installed extension to blocked slots, each ticked by a check that goes on while it is seen. */
export function Welcome({ road }: { road: Road }) {
  const { facts, lookAgain } = useFacts(road);
  const [picked, setPicked] = useState<string | null>(null);
  const [choosing, setChoosing] = useState(false);
  if (facts === null) return <p class="secondary">{WORDS.looking}</p>;

  const states = stepStates(facts, picked);
  const person = personOf(facts, picked);
  const afterwards = async (work: Promise<void>) => {
    await work;
    await lookAgain();
  };
  return (
    <>
      <ol class="steps" aria-label={WORDS.steps}>
        <Step number={1} title={STEP_TITLES.bridge} state={states.bridge} found={DONE_WORDS.bridge}>
          <BridgeStep facts={facts} onUsePort={(port) => afterwards(road.usePort(port))} />
        </Step>
        <Step number={2} title={STEP_TITLES.pair} state={states.pair} found={DONE_WORDS.pair}>
          <PairStep
            facts={facts}
            onPair={(code) => afterwards(road.pairWith(code))}
            onForget={() => afterwards(road.forgetPairing())}
          />
        </Step>
        <Step
          number={3}
          title={STEP_TITLES.crm}
          state={states.crm === 'done' && choosing ? 'current' : states.crm}
          found={person && <Found person={personInWords(person)} onChange={() => setChoosing(true)} />}
        >
          <CrmStep
            people={facts.people}
            onChoose={(chosen) => {
              setPicked(keyOf(chosen));
              setChoosing(false);
              void afterwards(road.confirm(chosen));
            }}
          />
        </Step>
        <ConnectedSteps facts={facts} person={person} states={states} onDone={lookAgain} />
      </ol>
      <div aria-live="polite">
        {currentStep(facts, picked) === null && !choosing && (
          <Finished passwordKept={connectionOf(facts, person)?.passwordKept !== false} />
        )}
      </div>
    </>
  );
}

function Found({ person, onChange }: { person: string; onChange: () => void }) {
  return (
    <>
      {person}{' '}
      <button type="button" class="link-button" onClick={onChange}>
        {WORDS.crmChange}
      </button>
    </>
  );
}

function Finished({ passwordKept }: { passwordKept: boolean }) {
  return (
    <section class="finished stack">
      <h2 class="card-title">{WORDS.finishedTitle}</h2>
      <p>{WORDS.finished}</p>
      <Notice tone="plain">{WORDS.onlyYou}</Notice>
      {!passwordKept && <Notice tone="unknown">{WORDS.passwordNotKept}</Notice>}
      <a class="button primary" href={CRM_ADDRESS} target="_blank" rel="noreferrer noopener">
        {WORDS.crmOpen}
      </a>
    </section>
  );
}
