import { TextField } from '../ui/text-field.tsx';
import type { Draft, DraftErrors } from './draft.ts';
import { PasswordField } from './password-field.tsx';
import { TimeZoneField } from './time-zone-field.tsx';
import { WORDS } from './words.ts';

interface AccountFieldsProps {
  iCloud: boolean;
  draft: Draft;
  errors: DraftErrors;
  edit: (change: Partial<Draft>) => void;
}

/** Who signs in where, with which password, and the zone of their days. */
export function AccountFields({ iCloud, draft, errors, edit }: AccountFieldsProps) {
  return (
    <>
      {draft.otherServer && (
        <TextField
          label={WORDS.serverUrl}
          name="server-url"
          inputMode="url"
          value={draft.serverUrl}
          error={errors.serverUrl}
          onInput={(serverUrl) => edit({ serverUrl })}
        />
      )}
      <TextField
        label={iCloud ? WORDS.appleId : WORDS.userName}
        name="account"
        inputMode={iCloud ? 'email' : 'text'}
        value={draft.appleId}
        hint={iCloud ? WORDS.appleIdHint : undefined}
        error={errors.appleId}
        onInput={(appleId) => edit({ appleId })}
      />
      <PasswordField
        iCloud={iCloud}
        value={draft.password}
        error={errors.password}
        onInput={(password) => edit({ password })}
      />
      <TimeZoneField value={draft.timeZone} onChange={(timeZone) => edit({ timeZone })} />
    </>
  );
}
