import { useState } from 'preact/hooks';
import { Icon } from './icon.tsx';
import { TextField } from './text-field.tsx';

interface SecretFieldProps {
  label: string;
  name: string;
  value: string;
  /** What the button says that shows and hides the characters. */
  show: string;
  hide: string;
  placeholder?: string;
  hint?: string;
  error?: string | undefined;
  onInput: (value: string) => void;
}

/** What nobody looking over the shoulder should read, concealed until the person wants to see it. */
export function SecretField({ show, hide, ...rest }: SecretFieldProps) {
  const [shown, setShown] = useState(false);
  return (
    <TextField {...rest} concealed={!shown}>
      <button
        type="button"
        class="button reveal"
        aria-pressed={shown}
        aria-label={shown ? hide : show}
        onClick={() => setShown(!shown)}
      >
        <Icon name="eye" />
      </button>
    </TextField>
  );
}
