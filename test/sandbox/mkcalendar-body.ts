/** The body of MKCALENDAR (RFC 4791 5.3.1). */
export function mkcalendarBody({ name, color }: { name: string; color?: string }): string {
  const colored = color === undefined ? '' : `<A:calendar-color>${escapeXml(color)}</A:calendar-color>`;
  return (
    '<?xml version="1.0" encoding="utf-8"?>' +
    '<C:mkcalendar xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav" xmlns:A="http://apple.com/ns/ical/">' +
    `<set><prop><displayname>${escapeXml(name)}</displayname>${colored}</prop></set></C:mkcalendar>`
  );
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
