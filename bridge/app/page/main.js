import { watchBridge } from './bridge-watch.js';
import { offerCopies } from './copy.js';
import { showExtensionFolder } from './extension-folder.js';
import { startStatus } from './status/status.js';
import { tickStep } from './steps.js';

offerCopies(document);
showExtensionFolder();
window.addEventListener('hashchange', showExtensionFolder);
watchBridge();
startStatus({
  onConnections: (connections) => {
    tickStep('step-crm', connections.length > 0);
    tickStep(
      'step-calendars',
      connections.some(({ configured }) => configured),
    );
  },
});
