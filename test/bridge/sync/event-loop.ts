/** Measures how long the event loop was kept busy at a stretch. */
export interface LoopWatch {
  /** Milliseconds of the longest stretches so far, longest first. */
  longest(): number[];
  stop(): void;
}

const EVERY_MS = 5;

/**
 * Between two looks it counts the smaller of the time that passed and the processor time that was used: on a computer
 * that is busy with other things the time that passes says little.
 */
export function watchLoop(): LoopWatch {
  const stretches: number[] = [];
  let wall = performance.now();
  let cpu = process.cpuUsage();
  const timer = setInterval(() => {
    const { user, system } = process.cpuUsage(cpu);
    stretches.push(Math.min(performance.now() - wall, (user + system) / 1000));
    wall = performance.now();
    cpu = process.cpuUsage();
  }, EVERY_MS);
  return {
    longest: () => [...stretches].sort((a, b) => b - a).slice(0, 5),
    stop: () => clearInterval(timer),
  };
}
