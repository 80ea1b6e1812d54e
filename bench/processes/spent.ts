/** What a piece of work took in this process. Milliseconds. */
export interface Spent {
  readonly wallMs: number;
  readonly cpuMs: number;
}

export async function spentOn(work: () => Promise<unknown>): Promise<Spent> {
  const cpu = process.cpuUsage();
  const began = performance.now();
  await work();
  const wallMs = performance.now() - began;
  const { user, system } = process.cpuUsage(cpu);
  return { wallMs, cpuMs: (user + system) / 1000 };
}
