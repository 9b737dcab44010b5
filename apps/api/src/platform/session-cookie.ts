import { parseCookie } from 'cookie';

/** Name of the cookie that carries the session token; `__Host-` cannot be used without HTTPS. */
export const SESSION_COOKIE = 'healthprotocol.session_token';
export const SECURE_SESSION_COOKIE = `__Secure-${SESSION_COOKIE}`;

/** The token inside the cookie's value `token.signature`, from a request's header. The database decides whether it is one; a signature alone proves nothing. */
export function sessionTokenOf(cookieHeader: string | undefined): string | undefined {
  if (cookieHeader === undefined) return undefined;
  const cookies = parseCookie(cookieHeader);
  const value = cookies[SECURE_SESSION_COOKIE] ?? cookies[SESSION_COOKIE];
  const token = value?.split('.', 1)[0];
  return token && /^[A-Za-z0-9_-]{20,128}$/.test(token) ? token : undefined;
}
