import { useEffect, useState } from 'preact/hooks';
import type { Connection } from '../../shared/contract/connection.ts';
import type { Crm, CrmPreview, CrmSettings } from '../../shared/contract/crm.ts';
import type { BridgeClient } from '../bridge-client/client.ts';
import { useNow } from '../ui/use-now.ts';
import { useTask } from '../ui/use-task.ts';
import { Intro } from './intro.tsx';
import { PreviewStep } from './preview-step.tsx';
import type { Copy } from './scope-list.tsx';
import { TokenStep } from './token-step.tsx';
import { type Given, useTokenForm } from './use-token-form.ts';
import { WORDS } from './words.ts';

const STEPS = ['intro', 'token', 'preview'] as const;
type Step = (typeof STEPS)[number];

interface SetUpProps {
  client: Pick<BridgeClient, 'previewCrm' | 'turnOnCrm'>;
  connection: Connection;
  settings: CrmSettings;
  copy: Copy;
  onTurnedOn: (crm: Crm) => void;
}

/** From "off" to "on", in three steps: what it does, the token, and what would change. */
export function SetUp({ client, connection, copy, onTurnedOn, ...opening }: SetUpProps) {
  const [step, setStep] = useState<Step>('intro');
  const [settings, setSettings] = useState(opening.settings);
  const [given, setGiven] = useState<Given>({ token: '', userId: null });
  const [preview, setPreview] = useState<CrmPreview | null>(null);
  useEffect(() => scrollTo(0, 0), [step]);
  const now = useNow(30_000);
  const task = useTask();

  const ask = async (of: Given, wanted: CrmSettings) =>
    setPreview(await client.previewCrm(connection.id, asRequest(of, wanted)));
  const form = useTokenForm(given, async (typed) => {
    await ask(typed, settings);
    setGiven(typed);
    setStep('preview');
  });
  const change = (wanted: CrmSettings) => {
    setSettings(wanted);
    if (wanted.titles !== settings.titles) void task.run(() => ask(given, wanted));
  };
  const turnOn = () =>
    void task.run(async () => onTurnedOn(await client.turnOnCrm(connection.id, asRequest(given, settings))));

  return (
    <>
      <p class="secondary progress">{WORDS.step(STEPS.indexOf(step) + 1, STEPS.length)}</p>
      {step === 'intro' && (
        <Intro hasLinkedCalendar={connection.linkedCalendarId !== null} onGoOn={() => setStep('token')} />
      )}
      {step === 'token' && (
        <TokenStep
          {...{ connection, form, copy }}
          title={WORDS.tokenTitle}
          send={WORDS.preview}
          onBack={() => setStep('intro')}
        />
      )}
      {step === 'preview' && preview && (
        <PreviewStep
          {...{ preview, settings, now, task }}
          timeZone={connection.timeZone}
          onSettings={change}
          onTurnOn={turnOn}
          onBack={() => setStep('token')}
        />
      )}
    </>
  );
}

function asRequest({ token, userId }: Given, settings: CrmSettings) {
  return { token, settings, ...(userId === null ? {} : { userId }) };
}
