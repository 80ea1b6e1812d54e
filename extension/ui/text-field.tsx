import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

interface TextFieldProps {
  label: string;
  value: string;
  onInput: (value: string) => void;
  /** In place of sending the form that the field stands in. */
  onEnter?: () => void;
  hint?: string | undefined;
  error?: string | undefined;
  placeholder?: string;
  inputMode?: 'text' | 'numeric' | 'email' | 'url';
  name: string;
  disabled?: boolean;
  /** Shows dots in place of the characters. */
  concealed?: boolean;
  /** Stands after the input, on its line. */
  children?: ComponentChildren;
}

/** A labelled input whose hint and error are tied to it. Browsers are asked to remember and correct nothing. */
export function TextField({ label, hint, error, concealed = false, children, ...rest }: TextFieldProps) {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <div class="row">
        <Input {...rest} id={id} concealed={concealed} invalid={Boolean(error)} described={described} />
        {children}
      </div>
      {hint && (
        <p id={`${id}-hint`} class="secondary">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} class="field-error">
          {error}
        </p>
      )}
    </div>
  );
}

interface InputProps
  extends Pick<TextFieldProps, 'value' | 'onInput' | 'onEnter' | 'placeholder' | 'inputMode' | 'name'> {
  id: string;
  disabled?: boolean;
  concealed: boolean;
  invalid: boolean;
  described: string;
}

function Input({
  concealed,
  invalid,
  described,
  onInput,
  onEnter,
  inputMode = 'text',
  placeholder = '',
  ...rest
}: InputProps) {
  const attributes = {
    ...rest,
    class: 'input',
    inputMode,
    placeholder,
    autocomplete: 'off',
    autocapitalize: 'none' as const,
    spellcheck: false,
    'aria-invalid': invalid,
    'aria-describedby': described || undefined,
    onInput: (event: { currentTarget: HTMLInputElement }) => onInput(event.currentTarget.value),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !onEnter) return;
      event.preventDefault();
      onEnter();
    },
  };
  return concealed ? <input {...attributes} type="password" /> : <input {...attributes} type="text" />;
}
