import { openMemory } from '../../../bridge/secrets/memory.ts';
import { startBridge } from '../../sandbox/bridge.ts';

/** A bridge that may be killed: `caldavUrl home haste secrets`, the secrets as JSON by their names. Says when it is up. */
const [caldavUrl = '', home = '', haste = '1', secretsText = '{}'] = process.argv.slice(2);
const secrets = openMemory();
for (const [name, value] of Object.entries(JSON.parse(secretsText) as Record<string, string>)) {
  await secrets.set(name, value);
}
await startBridge({ caldavUrl, home, crmHaste: Number(haste), secrets });
process.stdout.write('up\n');
