/** One JSON call the way axios makes it: an XMLHttpRequest whose text is parsed after `onloadend`. */
export function send(method, address, headers, body) {
  return new Promise((resolve, reject) => {
    let request = new XMLHttpRequest();
    request.open(method.toUpperCase(), address, true);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.onloadend = () => {
      if (!request || (request.status === 0 && !request.responseURL)) return;
      const { status, responseText } = request;
      request = null;
      const data = responseText === '' ? null : JSON.parse(responseText);
      if (status >= 200 && status < 300) resolve(data);
      else reject(new Error([data?.message ?? `Request failed with status code ${status}`].flat().join(' ')));
    };
    request.onerror = () => {
      request = null;
      reject(new Error('Network Error'));
    };
    request.send(body === undefined ? null : JSON.stringify(body));
  });
}
