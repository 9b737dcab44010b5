import { useState } from 'react';

/** The secret of a link such as `/reset-password#token=…`. A fragment is never sent to the server, so it stays out of logs. */
export function useFragmentToken(): string | null {
  const [token] = useState(() => new URLSearchParams(window.location.hash.slice(1)).get('token'));
  return token;
}
