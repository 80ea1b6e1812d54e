import type { Sighting } from '../state/sightings.ts';
import { keyOf } from './facts.ts';
import { CRM_ADDRESS, personInWords, WORDS } from './words.ts';

interface CrmStepProps {
  people: readonly Sighting[];
  onChoose: (person: Sighting) => void;
}

/** Step 3: whose calendars this is about, read from the CRM's own page and confirmed by the person. */
export function CrmStep({ people, onChoose }: CrmStepProps) {
  if (people.length === 0) {
    return (
      <>
        <p>{WORDS.crmOnce}</p>
        <a class="button primary" href={CRM_ADDRESS} target="_blank" rel="noreferrer noopener">
          {WORDS.crmOpen}
        </a>
      </>
    );
  }
  return (
    <>
      <p>{people.length === 1 ? WORDS.crmIsItYou : WORDS.crmSeveral}</p>
      <ul class="people">
        {people.map((person) => (
          <li key={keyOf(person)} class="person">
            <span class="spread">
              <strong>{person.userName ?? person.userId}</strong>
              <span class="secondary">{person.locationName ?? person.locationId}</span>
            </span>
            <button
              type="button"
              class="button primary"
              aria-label={`${WORDS.thisIsMe}: ${personInWords(person)}`}
              onClick={() => onChoose(person)}
            >
              {WORDS.thisIsMe}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
