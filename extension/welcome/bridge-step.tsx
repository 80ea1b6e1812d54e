import { useState } from 'preact/hooks';
import { TextField } from '../ui/text-field.tsx';
import type { Facts } from './facts.ts';
import { BRIDGE_WORDS, WORDS } from './words.ts';

interface BridgeStepProps {
  facts: Facts;
  onUsePort: (port: number) => Promise<void>;
}

/** Step 1: nothing, or something else, answers on the port. */
export function BridgeStep({ facts, onUsePort }: BridgeStepProps) {
  if (facts.bridge === 'reachable') return null;
  return (
    <>
      <p>{BRIDGE_WORDS[facts.bridge](facts.port)}</p>
      <pre class="command">{WORDS.run}</pre>
      <OtherPort port={facts.port} onUsePort={onUsePort} />
    </>
  );
}

/** For a bridge on another port: also where one answers that is not the person's own. */
export function OtherPort({ port, onUsePort }: { port: number; onUsePort: (port: number) => Promise<void> }) {
  return (
    <details class="other-port">
      <summary>{WORDS.otherPort}</summary>
      <PortForm port={port} onUsePort={onUsePort} />
    </details>
  );
}

function PortForm({ port, onUsePort }: { port: number; onUsePort: (port: number) => Promise<void> }) {
  const [typed, setTyped] = useState(String(port));
  const [wrong, setWrong] = useState(false);

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    const wanted = /^\d{1,5}$/.test(typed.trim()) ? Number(typed) : 0;
    const valid = wanted >= 1 && wanted <= 65_535;
    setWrong(!valid);
    if (valid) await onUsePort(wanted);
  }

  return (
    <form class="short-form" noValidate onSubmit={submit}>
      <TextField
        label={WORDS.port}
        name="port"
        inputMode="numeric"
        value={typed}
        hint={WORDS.portHint}
        error={wrong ? WORDS.notAPort : undefined}
        onInput={setTyped}
      >
        <button type="submit" class="button">
          {WORDS.usePort}
        </button>
      </TextField>
    </form>
  );
}
