import type { ComponentChildren } from 'preact';
import type { Calendar } from '../../shared/contract/connection.ts';
import type { Preview } from '../../shared/contract/preview.ts';
import { Notice, Spoken } from '../ui/notice.tsx';
import { failureInWords } from '../ui/use-task.ts';
import { language } from '../words/say.ts';
import { changeInWords, PREVIEW_FAILURES, PREVIEW_WORDS as WORDS } from './preview-words.ts';
import type { PreviewState } from './use-preview.ts';
import { whenInWords } from './when-in-words.ts';

interface PreviewOfChoicesProps {
  state: PreviewState;
  calendars: readonly Calendar[];
  timeZone: string;
  /** Epoch milliseconds. */
  now: number;
}

/** So many times are listed at most. */
const MOST_LISTED = 30;

/** What saving would change, before it is saved: how many slots, which ones if asked, and what it would fall on. */
export function PreviewOfChoices({ state, calendars, timeZone, now }: PreviewOfChoicesProps) {
  const { preview, working, failure, again } = state;
  const times = { timeZone, now };
  return (
    <Spoken>
      {working && preview === null && <p class="secondary">{WORDS.working}</p>}
      {failure && <Notice tone="unknown">{failureInWords(failure, PREVIEW_FAILURES)}</Notice>}
      {preview && (
        <section class={working ? 'preview stale' : 'preview'} aria-label={WORDS.heading} aria-busy={working}>
          <p class="strong">{changeInWords(preview.closes.length, preview.opens.length)}</p>
          <WhichOnes preview={preview} {...times} />
          {preview.clashes.length > 0 && <Clashes clashes={preview.clashes} {...times} />}
          <NotCounted preview={preview} calendars={calendars} onAgain={again} />
        </section>
      )}
    </Spoken>
  );
}

type Times = Pick<PreviewOfChoicesProps, 'timeZone' | 'now'>;

function WhichOnes({ preview: { closes, opens }, ...times }: { preview: Preview } & Times) {
  if (closes.length + opens.length === 0) return null;
  return (
    <details class="fold">
      <summary>{WORDS.which}</summary>
      <TimesList heading={WORDS.closes} kind="closes" list={closes} {...times} />
      <TimesList heading={WORDS.opens} kind="opens" list={opens} {...times} />
    </details>
  );
}

interface TimesListProps extends Times {
  heading: string;
  kind: 'closes' | 'opens';
  list: Preview['closes'];
}

function TimesList({ heading, kind, list, ...times }: TimesListProps) {
  if (list.length === 0) return null;
  return (
    <div class={`changes ${kind}`}>
      <p class="secondary">{heading}</p>
      <Listed list={list}>{(one) => lineOf(one, times)}</Listed>
    </div>
  );
}

function Clashes({ clashes, ...times }: { clashes: Preview['clashes'] } & Times) {
  return (
    <Notice tone="unknown">
      <p>{WORDS.clashes(clashes.length)}</p>
      <Listed list={clashes}>
        {(one) => (
          <>
            {lineOf(one, times)} <span class="clash-title">{one.title}</span>
          </>
        )}
      </Listed>
      <p>{WORDS.clashesStay}</p>
    </Notice>
  );
}

function Listed<T extends { start: string }>({
  list,
  children,
}: {
  list: readonly T[];
  children: (one: T) => ComponentChildren;
}) {
  const more = list.length - MOST_LISTED;
  return (
    <ul class="times">
      {list.slice(0, MOST_LISTED).map((one, at) => (
        <li key={`${one.start} ${at}`}>{children(one)}</li>
      ))}
      {more > 0 && <li class="secondary">{WORDS.more(more)}</li>}
    </ul>
  );
}

interface NotCountedProps {
  preview: Preview;
  calendars: readonly Calendar[];
  onAgain: () => void;
}

/** Nothing unknown is taken for nothing: what could not be read may block more. */
function NotCounted({ preview, calendars, onAgain }: NotCountedProps) {
  const ids = new Set(preview.unknown.map(({ calendarId }) => calendarId));
  if (ids.size === 0) return null;
  const names = calendars.filter(({ id }) => ids.has(id)).map(({ name }) => name);
  return (
    <Notice tone="unknown">
      <p>{WORDS.notCounted(names.join(', '))}</p>
      <button type="button" class="button" onClick={onAgain}>
        {WORDS.countAgain}
      </button>
    </Notice>
  );
}

/** "Tomorrow, 10:00–11:00", as a line begins. */
function lineOf({ start, end }: { start: string; end: string }, { now, timeZone }: Times): string {
  const words = whenInWords({ start: Date.parse(start), end: Date.parse(end) }, now, timeZone);
  return words.charAt(0).toLocaleUpperCase(language()) + words.slice(1);
}
