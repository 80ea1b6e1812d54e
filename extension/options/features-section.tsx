import { useEffect, useId, useState } from 'preact/hooks';
import type { Stored } from '../state/stored.ts';
import { say } from '../words/say.ts';
import { FEATURE_WORDS } from './feature-words.ts';

interface FeaturesSectionProps {
  /** The names of those that are switched off. */
  store: Stored<string[]>;
}

const WORDS = {
  title: say('optionsFeatures'),
  means: say('optionsFeaturesMean'),
} as const;

/** Each feature of the overlay with a switch of its own. */
export function FeaturesSection({ store }: FeaturesSectionProps) {
  const [off, setOff] = useState<readonly string[]>([]);
  useEffect(() => {
    void store.read().then((names) => setOff(names ?? []));
    return store.onChange((names) => setOff(names ?? []));
  }, [store]);
  const change = (name: string, isOn: boolean) => {
    const next = [...off.filter((other) => other !== name), ...(isOn ? [] : [name])];
    setOff(next);
    void store.write(next);
  };
  return (
    <section class="card stack" aria-labelledby="features">
      <header>
        <h2 class="card-title" id="features">
          {WORDS.title}
        </h2>
        <p class="secondary">{WORDS.means}</p>
      </header>
      {Object.keys(FEATURE_WORDS).map((name) => (
        <FeatureSwitch key={name} name={name} isOn={!off.includes(name)} onChange={(isOn) => change(name, isOn)} />
      ))}
    </section>
  );
}

interface FeatureSwitchProps {
  name: string;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
}

function FeatureSwitch({ name, isOn, onChange }: FeatureSwitchProps) {
  const id = useId();
  const words = FEATURE_WORDS[name];
  return (
    <div class="switch">
      <label class="choice">
        <input
          type="checkbox"
          checked={isOn}
          aria-describedby={id}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
        {words?.title}
      </label>
      <p id={id} class="secondary reason">
        {words?.means}
      </p>
    </div>
  );
}
