import type { CDPSession } from 'playwright-core';

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
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
 * Traces a page in which `during` clicks. By the thread's own clock, which stands while other programs have the processor.
 */
export async function mainThreadDuring(session: CDPSession, during: () => Promise<void>): Promise<Worked> {
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
  return workedIn(events);
}

/** The page's thread is the one that the clicks came to. */
function workedIn(events: readonly TraceEvent[]): Worked {
  const click = events.find(({ name, args }) => name === 'EventDispatch' && args.data?.type === 'click');
  if (!click) throw new Error('The trace tells of no click.');
  const there = events.filter(({ ph, pid, tid }) => ph === 'X' && pid === click.pid && tid === click.tid);
  const sum = (some: readonly TraceEvent[]) => some.reduce((total, { tdur = 0 }) => total + tdur, 0) / 1000;
  const all = sum(there.filter(({ name }) => name === 'ThreadControllerImpl::RunTask'));
  if (all === 0) throw new Error('The trace tells of no task.');
  return { all, ours: sum(there.filter(({ name, args }) => name === 'FunctionCall' && isOurs(args.data?.url))) };
}

const isOurs = (url = '') => url.startsWith('chrome-extension://');
