import { useId, useState } from 'preact/hooks';
import { Notice, Spoken } from '../ui/notice.tsx';
import { useTask } from '../ui/use-task.ts';
import type { Report } from './report.ts';
import { WORDS } from './words.ts';

interface ReportSectionProps {
  makeReport: () => Promise<Report>;
}

/** A report that the person reads before anybody else does. */
export function ReportSection({ makeReport }: ReportSectionProps) {
  const [text, setText] = useState<string | null>(null);
  const [copied, setCopied] = useState<boolean | null>(null);
  const task = useTask();
  const make = () =>
    void task.run(async () => {
      setCopied(null);
      setText(JSON.stringify(await makeReport(), null, 2));
    });
  const copy = async () => {
    if (text !== null) setCopied(await toClipboard(text));
  };
  return (
    <section class="card stack" aria-labelledby="report">
      <header>
        <h2 class="card-title" id="report">
          {WORDS.report}
        </h2>
        <p class="secondary">{WORDS.reportMeans}</p>
      </header>
      {text !== null && <ReportText text={text} />}
      <div class="row actions">
        <button type="button" class="button" disabled={task.running} onClick={make}>
          {task.running ? WORDS.making : WORDS.makeReport}
        </button>
        {text !== null && (
          <>
            <button type="button" class="button" onClick={() => void copy()}>
              {WORDS.copy}
            </button>
            <a
              class="button"
              download="slotbridge-report.json"
              href={`data:application/json,${encodeURIComponent(text)}`}
            >
              {WORDS.save}
            </a>
          </>
        )}
      </div>
      <Spoken>
        {copied === true && <p class="secondary">{WORDS.copied}</p>}
        {copied === false && <Notice tone="unknown">{WORDS.notCopied}</Notice>}
        {task.failure && <Notice tone="failed">{task.failure.message}</Notice>}
      </Spoken>
    </section>
  );
}

function ReportText({ text }: { text: string }) {
  const id = useId();
  return (
    <>
      <label class="visually-hidden" for={id}>
        {WORDS.reportText}
      </label>
      <textarea id={id} class="input report-text" rows={14} readOnly value={text} />
    </>
  );
}

/** False where the browser refuses, as it may while the page is not in front. */
function toClipboard(text: string): Promise<boolean> {
  return navigator.clipboard.writeText(text).then(
    () => true,
    () => false,
  );
}
