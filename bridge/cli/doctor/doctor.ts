import { FolderUnusable, sayingWhy } from '../../store/folder-unusable.ts';
import { withBridge } from '../bridge-calls.ts';
import type { Settings } from '../settings.ts';
import type { Terminal } from '../terminal.ts';
import { browser, extensionBuilt, nodeVersion, timeZone } from './computer.ts';
import { type ConnectionsFound, connections } from './connections.ts';
import { clients, dataFolder, secrets } from './data.ts';
import { type Finding, wrong } from './finding.ts';
import { running } from './running.ts';
import { serverAndClock } from './server.ts';

const MARK = { well: 'ok  ', note: 'note', wrong: 'BAD ' } as const;

/** Looks at everything a person could have wrong and says how to mend each. Gives 1 when something is wrong, else 0. */
export async function doctor(settings: Settings, { out }: Terminal): Promise<number> {
  const findings = await examine(settings);
  for (const { state, what, mend } of findings) {
    out(`${MARK[state]}  ${what}`);
    if (mend) out(`      → ${mend}`);
  }
  const bad = findings.filter(({ state }) => state === 'wrong').length;
  out(bad === 0 ? 'Nothing is wrong.' : `${bad} ${bad === 1 ? 'thing needs' : 'things need'} mending.`);
  return bad === 0 ? 0 : 1;
}

async function examine(settings: Settings): Promise<Finding[]> {
  const computer = [
    nodeVersion(process.versions.node),
    await extensionBuilt(),
    await browser(process.platform, process.env),
  ];
  const { findings, timeZones } = await examineBridge(settings);
  return [
    ...computer,
    ...findings,
    ...(await serverAndClock(settings.caldavUrl, Date.now)),
    timeZone(Intl.DateTimeFormat().resolvedOptions().timeZone, timeZones),
  ];
}

/** All that hangs on the data folder; where that cannot be used, this is what there is to say. */
async function examineBridge(settings: Settings): Promise<ConnectionsFound> {
  const { home } = settings;
  try {
    const folder = await dataFolder(home);
    return await sayingWhy(home, async () => {
      const bridge = await running(settings);
      const found = bridge.port === null ? { findings: [], timeZones: [] } : await askConnections(home, bridge.port);
      const data = [...folder, bridge.finding, await secrets(settings), ...(await clients(home))];
      return { ...found, findings: [...data, ...found.findings] };
    });
  } catch (error) {
    if (!(error instanceof FolderUnusable)) throw error;
    return { findings: [wrong(error.why, error.mend)], timeZones: [] };
  }
}

async function askConnections(home: string, port: number): Promise<ConnectionsFound> {
  try {
    return await withBridge({ home, port, name: 'slotbridge doctor' }, (call) => connections(call, Date.now()));
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    const mend = 'Stop the bridge and start it anew; both must be of the same version of Slotbridge.';
    return { findings: [wrong(`The bridge could not be asked: ${what}`, mend)], timeZones: [] };
  }
}
