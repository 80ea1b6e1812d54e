import { useState } from 'preact/hooks';
import type { Sighting } from '../state/sightings.ts';
import { BridgeStep } from './bridge-step.tsx';
import { CrmStep } from './crm-step.tsx';
import type { Facts } from './facts.ts';
import { PairStep } from './pair-step.tsx';
import type { Road } from './road.ts';
import { Step } from './step.tsx';
import type { StepId, StepState } from './steps.ts';
import { DONE_WORDS, personInWords, STEP_TITLES, WORDS } from './words.ts';

interface FirstStepsProps {
  road: Road;
  facts: Facts;
  states: Record<StepId, StepState>;
  person: Sighting | null;
  onPick: (person: Sighting) => void;
  lookAgain: () => Promise<void>;
}

/** Steps 1 to 3: from the bridge to the person. */
export function FirstSteps({ road, facts, states, person, onPick, lookAgain }: FirstStepsProps) {
  const afterwards = async (work: Promise<void>) => {
    await work;
    await lookAgain();
  };
  const choose = (chosen: Sighting) => {
    onPick(chosen);
    void afterwards(road.confirm(chosen));
  };
  return (
    <>
      <Step number={1} title={STEP_TITLES.bridge} state={states.bridge} found={DONE_WORDS.bridge}>
        <BridgeStep facts={facts} onUsePort={(port) => afterwards(road.usePort(port))} />
      </Step>
      <Step number={2} title={STEP_TITLES.pair} state={states.pair} found={DONE_WORDS.pair}>
        <PairStep
          facts={facts}
          onPair={(code) => afterwards(road.pairWith(code))}
          onForget={() => afterwards(road.forgetPairing())}
          onUsePort={(port) => afterwards(road.usePort(port))}
        />
      </Step>
      <PersonStep facts={facts} state={states.crm} person={person} onChoose={choose} />
    </>
  );
}

interface PersonStepProps {
  facts: Facts;
  state: StepState;
  person: Sighting | null;
  onChoose: (person: Sighting) => void;
}

function PersonStep({ facts, state, person, onChoose }: PersonStepProps) {
  const [changing, setChanging] = useState(false);
  const choose = (chosen: Sighting) => {
    setChanging(false);
    onChoose(chosen);
  };
  const found = person && (
    <>
      {personInWords(person)}{' '}
      <button type="button" class="link-button" onClick={() => setChanging(true)}>
        {WORDS.crmChange}
      </button>
    </>
  );
  return (
    <Step number={3} title={STEP_TITLES.crm} state={state === 'done' && changing ? 'current' : state} found={found}>
      <CrmStep people={facts.people} onChoose={choose} />
    </Step>
  );
}
