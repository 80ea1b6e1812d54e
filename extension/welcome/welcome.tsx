import { useState } from 'preact/hooks';
import type { Connection } from '../../shared/contract/connection.ts';
import type { KeptBookings } from '../state/kept-bookings.ts';
import { ConnectedSteps } from './connected-steps.tsx';
import { connectionOf, keyOf, personOf } from './facts.ts';
import { Finished } from './finished.tsx';
import { FirstSteps } from './first-steps.tsx';
import { FutureBookings } from './future-bookings.tsx';
import { PublicPages } from './public-pages.tsx';
import type { Road } from './road.ts';
import { currentStep, stepStates } from './steps.ts';
import { useFacts } from './use-facts.ts';
import { WORDS } from './words.ts';

interface WelcomeProps {
  road: Road;
  kept: KeptBookings;
  /** Opens the window in which public booking pages are protected. */
  onPublicPages: (connectionId: string) => void;
}

/** The five steps from an installed extension to blocked slots, each ticked by a check that goes on while it is seen. */
export function Welcome({ road, kept, onPublicPages }: WelcomeProps) {
  const { facts, lookAgain } = useFacts(road);
  const [picked, setPicked] = useState<string | null>(null);
  if (facts === null) return <p class="secondary">{WORDS.looking}</p>;

  const steps = { facts, states: stepStates(facts, picked), person: personOf(facts, picked) };
  const connection = connectionOf(facts, steps.person);
  return (
    <>
      <ol class="steps" aria-label={WORDS.steps}>
        <FirstSteps road={road} {...steps} onPick={(person) => setPicked(keyOf(person))} lookAgain={lookAgain} />
        <ConnectedSteps {...steps} onDone={lookAgain} />
      </ol>
      <div aria-live="polite">
        {currentStep(facts, picked) === null && connection && (
          <Finished
            passwordKept={connection.passwordKept !== false}
            linked={hasLinked(connection)}
            publicPages={
              <PublicPages
                key={connection.id}
                client={facts.client}
                connectionId={connection.id}
                onOpen={() => onPublicPages(connection.id)}
              />
            }
          >
            {hasLinked(connection) && <FutureBookings key={connection.id} connection={connection} kept={kept} />}
          </Finished>
        )}
      </div>
    </>
  );
}

const hasLinked = ({ linkedCalendarId }: Connection) => linkedCalendarId !== null;
