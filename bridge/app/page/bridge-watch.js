import { tickStep } from './steps.js';

const LOOK_EVERY_MS = 5000;

/** Asks the bridge again and again whether it runs, says so at the top, and ticks the first step. */
export function watchBridge() {
  const look = async () => {
    show(await askHealth());
    setTimeout(look, LOOK_EVERY_MS);
  };
  void look();
}

/** The bridge's version; null when nothing, or another program, answers. */
async function askHealth() {
  try {
    const response = await fetch('/v1/health', { cache: 'no-store', signal: AbortSignal.timeout(LOOK_EVERY_MS) });
    const health = await response.json();
    return response.ok && health.name === 'slotbridge' ? String(health.version) : null;
  } catch {
    // Not reachable, or no JSON: what the person sees is the same, and it is asked again soon.
    return null;
  }
}

function show(version) {
  const running = version !== null;
  const chip = document.getElementById('bridge');
  chip.dataset.tone = running ? 'good' : 'failed';
  say(chip, running ? `Running, version ${version}` : 'Not running');
  say(
    document.getElementById('run-words'),
    running
      ? 'It’s running. Leave its terminal open.'
      : 'Slotbridge isn’t running on this computer, so we can’t tell if you’re free. Start it with npm start and this page recovers.',
  );
  tickStep('step-run', running);
}

/** A screen reader reads a status again whenever it is written, so only news are. */
function say(element, words) {
  if (element.textContent !== words) element.textContent = words;
}
