import { Configuration } from '../configuration/configuration.tsx';
import type { Sighting } from '../state/sightings.ts';
import { AccountStep } from './account-step.tsx';
import { connectionOf, type Facts } from './facts.ts';
import { Step } from './step.tsx';
import type { StepId, StepState } from './steps.ts';
import { calendarsInWords, STEP_TITLES } from './words.ts';

interface ConnectedStepsProps {
  facts: Facts;
  person: Sighting | null;
  states: Record<StepId, StepState>;
  onDone: () => Promise<void>;
}

/** Steps 4 and 5, which are about the connection of one person. */
export function ConnectedSteps({ facts, person, states, onDone }: ConnectedStepsProps) {
  const connection = connectionOf(facts, person);
  return (
    <>
      <Step number={4} title={STEP_TITLES.account} state={states.account} found={connection?.appleId}>
        {person && <AccountStep client={facts.client} person={person} connection={connection} onDone={onDone} />}
      </Step>
      <Step
        number={5}
        title={STEP_TITLES.calendars}
        state={states.calendars}
        found={
          connection && calendarsInWords(connection.conflictCalendarIds.length, connection.linkedCalendarId !== null)
        }
      >
        {connection && (
          <Configuration
            key={connection.id}
            client={facts.client}
            connection={connection}
            onSaved={() => void onDone()}
          />
        )}
      </Step>
    </>
  );
}
