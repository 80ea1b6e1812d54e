import { useEffect, useRef, useState } from 'preact/hooks';
import { CrmScope } from '../../shared/contract/crm.ts';
import { Icon } from '../ui/icon.tsx';
import { Spoken } from '../ui/notice.tsx';
import { SCOPES, WORDS } from './words.ts';

export type Copy = (text: string) => Promise<void>;

interface ScopeListProps {
  /** What the last attempt lacked. */
  missing: readonly CrmScope[];
  copy: Copy;
}

/** The five scopes, what each is for, and ways to copy their names. */
export function ScopeList({ missing, copy }: ScopeListProps) {
  const [said, setSaid] = useState('');
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (missing.length > 0) list.current?.querySelector('.missing')?.scrollIntoView({ block: 'center' });
  }, [missing.join()]);
  const take = (text: string) =>
    void copy(text).then(
      () => setSaid(WORDS.copied),
      () => setSaid(WORDS.notCopied),
    );
  return (
    <div class="scopes" ref={list}>
      <ul>
        {CrmScope.options.map((scope) => (
          <li key={scope} class={missing.includes(scope) ? 'scope missing' : 'scope'}>
            <div class="spread">
              <code>{scope}</code> {missing.includes(scope) && <strong class="lacking">{WORDS.missing}</strong>}
              <p class="secondary">{SCOPES[scope]}</p>
            </div>
            <button type="button" class="button quiet copy" aria-label={WORDS.copy(scope)} onClick={() => take(scope)}>
              <Icon name="copy" />
            </button>
          </li>
        ))}
      </ul>
      <div class="row copy-all">
        <Spoken>{said && <p class="secondary">{said}</p>}</Spoken>
        <button type="button" class="button quiet" onClick={() => take(CrmScope.options.join('\n'))}>
          <Icon name="copy" />
          {WORDS.copyAll}
        </button>
      </div>
    </div>
  );
}
