import { useState } from 'preact/hooks';
import type { Connection } from '../../shared/contract/connection.ts';
import type { Crm, CrmSettings } from '../../shared/contract/crm.ts';
import type { BridgeClient } from '../bridge-client/client.ts';
import { Notice, Spoken } from '../ui/notice.tsx';
import { useTask } from '../ui/use-task.ts';
import { Refusal } from './refusal.tsx';
import { SettingsFields } from './settings-fields.tsx';
import { subAccountOf } from './token-step.tsx';
import { WORDS } from './words.ts';

interface ChangeSettingsProps {
  client: Pick<BridgeClient, 'changeCrm'>;
  connection: Connection;
  settings: CrmSettings;
  onCrm: (crm: Crm) => void;
}

/** The settings while it is on, folded away; nothing changes before they are saved. */
export function ChangeSettings({ client, connection, settings, onCrm }: ChangeSettingsProps) {
  // Null: nothing but what holds already.
  const [choice, setChoice] = useState<CrmSettings | null>(null);
  const [saved, setSaved] = useState(false);
  const task = useTask();
  const chosen = choice ?? settings;
  const changed = chosen.horizonDays !== settings.horizonDays || chosen.titles !== settings.titles;
  const choose = (wanted: CrmSettings) => {
    setChoice(wanted);
    setSaved(false);
    task.forget();
  };
  const save = () =>
    void task.run(async () => {
      onCrm(await client.changeCrm(connection.id, chosen));
      setChoice(null);
      setSaved(true);
    });
  return (
    <details class="fold settings">
      <summary class="strong">{WORDS.settings}</summary>
      <SettingsFields settings={chosen} onChange={choose} />
      <Spoken>
        <Refusal failure={task.failure} subAccount={subAccountOf(connection)} />
        {saved && <Notice tone="good">{WORDS.saved}</Notice>}
      </Spoken>
      <div class="row end">
        <button type="button" class="button" disabled={task.running || !changed} onClick={save}>
          {task.running ? WORDS.saving : WORDS.save}
        </button>
      </div>
    </details>
  );
}
