/** How the benchmark talks to the processes that it starts: one question, one answer, in turn. */
export type Handlers = Readonly<Record<string, (argument: never) => unknown>>;

export interface Question {
  readonly id: number;
  readonly ask: string;
  readonly argument: unknown;
}

export interface Reply {
  readonly id: number;
  readonly value?: unknown;
  readonly error?: string;
}

/** Answers the questions of the parent process until it goes away. */
export function answerParent(handlers: Handlers): void {
  process.on('message', async ({ id, ask, argument }: Question) => {
    const reply = await resultOf(() => handlers[ask]?.(argument as never));
    process.send?.({ id, ...reply } satisfies Reply);
  });
  process.on('disconnect', () => process.exit());
}

async function resultOf(work: () => unknown): Promise<Omit<Reply, 'id'>> {
  try {
    return { value: await work() };
  } catch (error) {
    return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
