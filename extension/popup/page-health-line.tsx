import { useState } from 'preact/hooks';
import type { UnreadPage } from '../state/page-health.ts';
import { Notice, Spoken } from '../ui/notice.tsx';
import { unreadInWords, WORDS } from './page-health-words.ts';

const DAY_MS = 86_400_000;

/** For somebody who helps: which kinds of pages could not be read, and what they were read by, in counts. */
export function pageReport(pages: readonly UnreadPage[], version: string): string {
  const unread = pages.map(({ feature, at, facts }) => ({
    page: feature,
    day: new Date(at).toISOString().slice(0, 10),
    ...facts,
  }));
  return JSON.stringify({ extension: version, unread }, null, 2);
}

/** Says which pages of the CRM could not be read lately; nothing where all could. */
export function PageHealthLine({ pages }: { pages: readonly UnreadPage[] }) {
  const [copied, setCopied] = useState<boolean | null>(null);
  const recent = pages.filter(({ at }) => at > Date.now() - 7 * DAY_MS);
  if (recent.length === 0) return null;
  const copy = async () => {
    const text = pageReport(recent, chrome.runtime.getManifest().version);
    setCopied(
      await navigator.clipboard.writeText(text).then(
        () => true,
        () => false,
      ),
    );
  };
  return (
    <section class="page-health" aria-label={WORDS.pages}>
      <Notice tone="unknown">
        <p>{unreadInWords(recent)}</p>
        <div class="row answers">
          <button type="button" class="button small" onClick={() => void copy()}>
            {WORDS.copy}
          </button>
        </div>
        <Spoken>{copied !== null && <p>{copied ? WORDS.copied : WORDS.notCopied}</p>}</Spoken>
      </Notice>
    </section>
  );
}
