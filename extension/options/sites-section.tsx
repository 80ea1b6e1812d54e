import { useState } from 'preact/hooks';
import type { Sites } from '../state/sites.ts';
import { Notice, Spoken } from '../ui/notice.tsx';
import { TextField } from '../ui/text-field.tsx';
import { siteEntry } from './site-entry.ts';
import { useSites } from './use-sites.ts';
import { WORDS } from './words.ts';

/** What came of the last thing that was asked for. */
type Outcome = { readonly tone: 'good' | 'plain'; readonly words: string } | null;

const nameOf = (origin: string) => origin.replace('https://', '');

/** The CRM's addresses of the person's own: added one at a time, each allowed in the browser, and taken away again. */
export function SitesSection({ sites }: { sites: Sites }) {
  const list = useSites(sites);
  const [outcome, setOutcome] = useState<Outcome>(null);
  const remove = async (origin: string) => {
    await sites.remove(origin);
    setOutcome({ tone: 'plain', words: WORDS.siteRemoved(nameOf(origin)) });
  };
  return (
    <section class="card stack" aria-labelledby="sites">
      <header>
        <h2 class="card-title" id="sites">
          {WORDS.sites}
        </h2>
        <p class="secondary">{WORDS.sitesMean}</p>
      </header>
      {list.length > 0 && (
        <ul class="sites">
          {list.map((origin) => (
            <li key={origin} class="row">
              <span class="spread cut">{nameOf(origin)}</span>
              <button
                type="button"
                class="button quiet"
                aria-label={WORDS.removeSiteNamed(nameOf(origin))}
                onClick={() => void remove(origin)}
              >
                {WORDS.removeSite}
              </button>
            </li>
          ))}
        </ul>
      )}
      <SiteForm sites={sites} list={list} onOutcome={setOutcome} />
      <Spoken>{outcome && <Notice tone={outcome.tone}>{outcome.words}</Notice>}</Spoken>
    </section>
  );
}

interface SiteFormProps {
  sites: Sites;
  list: readonly string[];
  onOutcome: (outcome: Outcome) => void;
}

function SiteForm({ sites, list, onOutcome }: SiteFormProps) {
  const [typed, setTyped] = useState('');
  const [fault, setFault] = useState<string | undefined>(undefined);
  const submit = (event: Event) => {
    event.preventDefault();
    const entry = siteEntry(typed, list);
    setFault(entry.ok ? undefined : entry.words);
    onOutcome(null);
    if (entry.ok) void ask(entry.origin);
  };
  /** The browser shows its question only for what follows the click at once. */
  const ask = async (origin: string) => {
    const isAllowed = await sites.add(origin);
    if (isAllowed) setTyped('');
    const name = nameOf(origin);
    onOutcome(
      isAllowed ? { tone: 'good', words: WORDS.siteAdded(name) } : { tone: 'plain', words: WORDS.declined(name) },
    );
  };
  return (
    <form onSubmit={submit}>
      <TextField
        label={WORDS.siteAddress}
        name="site"
        inputMode="url"
        placeholder={WORDS.siteExample}
        value={typed}
        error={fault}
        onInput={setTyped}
      >
        <button type="submit" class="button">
          {WORDS.addSite}
        </button>
      </TextField>
    </form>
  );
}
