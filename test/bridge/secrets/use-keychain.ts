import { openSecrets } from '../../../bridge/secrets/open-secrets.ts';

/** One step against the keychain of the session it runs in; prints what came of it. */
const [step = '', name = '', value = ''] = process.argv.slice(2);

async function take(): Promise<string> {
  const { store, notice } = await openSecrets({ choice: step === 'auto' ? 'auto' : 'keychain', home: '/nonexistent' });
  if (step === 'auto') return `${store.backend} ${store.kept} ${notice}`;
  if (step === 'set') await store.set(name, value);
  if (step === 'delete') await store.delete(name);
  return String(await store.get(name));
}

console.log(await take().catch((error: unknown) => `refused: ${String(error)}`));
process.exit(0);
