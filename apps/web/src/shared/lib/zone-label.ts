/** The city that an IANA zone is named after: `America/Argentina/Buenos_Aires` is "Buenos Aires". */
export function zoneCity(timeZone: string): string {
  return (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ');
}

/** City and region, as in "Buenos Aires, America/Argentina", so that either is found by typing. */
export function zoneLabel(timeZone: string): string {
  const region = timeZone.split('/').slice(0, -1).join('/');
  return region ? `${zoneCity(timeZone)}, ${region.replaceAll('_', ' ')}` : timeZone;
}
