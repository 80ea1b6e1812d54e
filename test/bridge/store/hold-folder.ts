import { openDataFolder } from '../../../bridge/store/data-folder.ts';

/** Takes the folder given, says how that went, and keeps it until told `release` or ended. */
const [home = ''] = process.argv.slice(2);
const keepAlive = setInterval(() => {}, 1_000);

try {
  const folder = await openDataFolder(home);
  console.log('holding');
  process.stdin.once('data', async () => {
    await folder.release();
    console.log('released');
    clearInterval(keepAlive);
    process.stdin.destroy();
  });
} catch (error) {
  console.log(`refused: ${String(error)}`);
  clearInterval(keepAlive);
  process.stdin.destroy();
}
