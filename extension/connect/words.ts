import type { BridgeFailure } from '../bridge-client/failure.ts';
import { type FailureWords, failureInWords } from '../ui/use-task.ts';
import { say, sayCount } from '../words/say.ts';

export const WORDS = {
  connectTitle: say('connectConnectTitle'),
  repairTitle: say('connectRepairTitle'),
  isItYou: say('connectIsItYou'),
  thisIsMe: say('connectThisIsMe'),
  notMe: say('connectNotMe'),
  chooseTitle: say('connectChooseTitle'),
  what: say('connectWhat'),
  wayTitle: say('connectWayTitle'),
  way: [say('connectWayTwoFactor'), say('connectWayOpen', '{link}'), say('connectWayMake')],
  appleAccount: 'account.apple.com',
  appleAccountUrl: 'https://account.apple.com/account/manage',
  appleId: say('connectAppleId'),
  appleIdHint: say('connectAppleIdHint'),
  userName: say('connectUserName'),
  password: say('connectPassword'),
  passwordPlaceholder: 'abcd-efgh-ijkl-mnop',
  passwordLooksRight: say('connectPasswordLooksRight'),
  otherPassword: say('connectOtherPassword'),
  showPassword: say('connectShowPassword'),
  hidePassword: say('connectHidePassword'),
  goesTo: say('connectGoesTo'),
  goesToServer: say('connectGoesToServer'),
  timeZone: say('connectTimeZone'),
  timeZoneHint: say('connectTimeZoneHint'),
  otherServer: say('connectOtherServer'),
  otherServerMeans: say('connectOtherServerMeans'),
  serverUrl: say('connectServerUrl'),
  connect: say('connectConnect'),
  connecting: say('connectConnecting'),
  connectingServer: say('connectConnectingServer'),
  savePassword: say('connectSavePassword'),
  account: say('connectAccount'),
  close: say('connectClose'),
  connected: say('connectConnected'),
  allSet: say('connectAllSet'),
  passwordWorks: say('connectPasswordWorks'),
  nobody: say('connectNobody'),
  openWelcome: say('connectOpenWelcome'),
  loading: say('connectLoading'),
  needAppleId: say('connectNeedAppleId'),
  notAnAddress: say('connectNotAnAddress'),
  needUserName: say('connectNeedUserName'),
  needPassword: say('connectNeedPassword'),
  needOtherPassword: say('connectNeedOtherPassword'),
  ordinaryPassword: say('connectOrdinaryPassword'),
  needServer: say('connectNeedServer'),
  notAServer: say('connectNotAServer'),
  insecureServer: say('connectInsecureServer'),
} as const;

/** iCloud by its name, any other server as "the server". */
const ICLOUD_FAILURES: FailureWords = {
  'invalid-credentials': say('connectIcloudFailureInvalidCredentials'),
  'server-unreachable': say('connectIcloudFailureServerUnreachable'),
  'not-caldav': say('connectIcloudFailureNotCaldav'),
};

const SERVER_FAILURES: FailureWords = {
  'invalid-credentials': say('connectServerFailureInvalidCredentials'),
  'server-unreachable': say('connectServerFailureServerUnreachable'),
  'not-caldav': say('connectServerFailureNotCaldav'),
};

const EITHER_FAILURES: FailureWords = {
  'already-connected': say('connectEitherFailureAlreadyConnected'),
  'connected-elsewhere': say('connectEitherFailureConnectedElsewhere'),
  'not-found': say('connectEitherFailureNotFound'),
};

/** Why connecting or changing the password failed, and what to do. */
export function connectFailure(failure: BridgeFailure, iCloud: boolean): string {
  if (failure.code === 'throttled') return throttled(failure.retryAfter, iCloud);
  return failureInWords(failure, { ...EITHER_FAILURES, ...(iCloud ? ICLOUD_FAILURES : SERVER_FAILURES) });
}

function throttled(retryAfterSeconds: number | null, iCloud: boolean): string {
  const slowDown = iCloud ? say('connectIcloudSlowDown') : say('connectServerSlowDown');
  if (retryAfterSeconds === null) return `${slowDown} ${say('connectTryInAWhile')}`;
  return `${slowDown} ${sayCount('connectTryIn', Math.max(1, Math.ceil(retryAfterSeconds / 60)))}`;
}
