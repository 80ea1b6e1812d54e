import type { CDPSession } from 'playwright-core';

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds since some moment. */
  readonly ts: number;
  /** Microseconds of the thread's own clock. */
  readonly tdur?: number;
  readonly args: { readonly data?: { readonly url?: string; readonly type?: string } };
}

/** Milliseconds for which a page's main thread worked. */
export interface Worked {
  readonly all: number;
  /** In the extension's own functions, as the browser calls them. */
  readonly ours: number;
}

const CATEGORIES = ['toplevel', 'devtools.timeline'];

/**
 * Traces the pages in which `during` clicks, each in a process of its own: one result for each, in the order of their first
 * clicks. By the threads' own clocks, which stand while other programs have the processor.
 */
export async function mainThreadsDuring(session: CDPSession, during: () => Promise<void>): Promise<Worked[]> {
  const events: TraceEvent[] = [];
  const note = ({ value }: { value: object[] }) => {
    for (const event of value) events.push(event as TraceEvent);
  };
  session.on('Tracing.dataCollected', note);
  const traceConfig = { includedCategories: CATEGORIES, excludedCategories: ['*'] };
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig });
  await during();
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.end');
  await complete;
  session.off('Tracing.dataCollected', note);
  return clickedThreads(events).map((thread) => workedIn(thread));
}

/** What happened on the pages' threads, those that clicks came to. */
function clickedThreads(events: readonly TraceEvent[]): TraceEvent[][] {
  const isClick = ({ name, args }: TraceEvent) => name === 'EventDispatch' && args.data?.type === 'click';
  const threadOf = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`;
  const clicks = events.filter(isClick).toSorted((a, b) => a.ts - b.ts);
  const whole = events.filter(({ ph }) => ph === 'X');
  return [...new Set(clicks.map(threadOf))].map((thread) => whole.filter((event) => threadOf(event) === thread));
}

function workedIn(there: readonly TraceEvent[]): Worked {
  const sum = (some: readonly TraceEvent[]) => some.reduce((total, { tdur = 0 }) => total + tdur, 0) / 1000;
  const all = sum(there.filter(({ name }) => name === 'ThreadControllerImpl::RunTask'));
  if (all === 0) throw new Error('The trace tells of no task.');
  return { all, ours: sum(there.filter(({ name, args }) => name === 'FunctionCall' && isOurs(args.data?.url))) };
}

const isOurs = (url = '') => url.startsWith('chrome-extension://');
