import { SecretField } from '../ui/secret-field.tsx';
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
  const looksRight = iCloud && appSpecificPassword(value) !== null;
  const hint = iCloud ? WORDS.goesTo : WORDS.goesToServer;
  return (
    <SecretField
      label={iCloud ? WORDS.password : WORDS.otherPassword}
      name="app-password"
      value={value}
      show={WORDS.showPassword}
      hide={WORDS.hidePassword}
      placeholder={iCloud ? WORDS.passwordPlaceholder : ''}
      hint={looksRight ? `${WORDS.passwordLooksRight} ${hint}` : hint}
      error={error}
      onInput={onInput}
    />
  );
}
