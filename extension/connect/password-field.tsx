import { useState } from 'preact/hooks';
import { Icon } from '../ui/icon.tsx';
import { TextField } from '../ui/text-field.tsx';
import { appSpecificPassword } from './app-password.ts';
import { WORDS } from './words.ts';

interface PasswordFieldProps {
  iCloud: boolean;
  value: string;
  error?: string | undefined;
  onInput: (value: string) => void;
}

/** The password, concealed until the person wants to see it. */
export function PasswordField({ iCloud, value, error, onInput }: PasswordFieldProps) {
  const [shown, setShown] = useState(false);
  const looksRight = iCloud && appSpecificPassword(value) !== null;
  const hint = iCloud ? WORDS.goesTo : WORDS.goesToServer;
  return (
    <TextField
      label={iCloud ? WORDS.password : WORDS.otherPassword}
      name="app-password"
      value={value}
      concealed={!shown}
      placeholder={iCloud ? WORDS.passwordPlaceholder : ''}
      hint={looksRight ? `${WORDS.passwordLooksRight} ${hint}` : hint}
      error={error}
      onInput={onInput}
    >
      <button
        type="button"
        class="button reveal"
        aria-pressed={shown}
        aria-label={shown ? WORDS.hidePassword : WORDS.showPassword}
        onClick={() => setShown(!shown)}
      >
        <Icon name="eye" />
      </button>
    </TextField>
  );
}
