import exec from 'k6/execution';
import http, { CookieJar, type RefinedResponse, type RequestBody } from 'k6/http';

/** Somebody who has a login, as run.ts prepares them; the cookie is that of a session that was started before. */
export type Person = {
  role: 'client' | 'practitioner';
  email: string;
  password: string;
  cookie: { name: string; value: string };
};

type Answer = RefinedResponse<'text'>;
type Method = 'GET' | 'POST' | 'DELETE';

const target = __ENV.TARGET ?? 'http://127.0.0.1:3000';
const api = `${target}/api/v1`;
/** From this number of users on a request counts as one under full load. */
const fullLoad = Math.floor(Number(__ENV.USERS ?? 1) * 0.98);

const headers = {
  'Accept-Encoding': 'gzip, br',
  'Sec-Fetch-Site': 'same-origin',
  'User-Agent': 'Mozilla/5.0 (k6) HealthProtocol load test',
};

/** One browser of a person: requests as the web app sends them, with the cookies of one device. */
export class Browser {
  #jar = new CookieJar();

  /** A browser that is signed in already, or one that is not yet. */
  constructor(cookie?: Person['cookie']) {
    if (cookie) this.#jar.set(target, cookie.name, cookie.value, { path: '/' });
  }

  /** Reads; `route` is the template under which the answer is counted. Undefined when it failed. */
  get<T>(route: string, path = route): T | undefined {
    const answer = this.#send('GET', route, path, null);
    return answer.status === 200 ? (answer.json() as T) : undefined;
  }

  /** Reads several things at once, as a screen does, without looking at the answers. */
  getAll(reads: readonly (readonly [route: string, path: string])[]): void {
    const answers = http.batch(
      reads.map(([route, path]) => ({
        method: 'GET',
        url: api + path,
        params: { ...this.#params('GET', route), responseType: 'none' as const },
      })),
    );
    reads.forEach(([route], index) => {
      const answer = answers[index];
      if (answer && answer.status >= 400) report(`GET ${route}`, answer.status, '');
    });
  }

  /** Writes; undefined when it failed. */
  post<T>(path: string, body: object): T | undefined {
    const answer = this.#send('POST', path, path, JSON.stringify(body));
    return answer.status === 200 ? (answer.json() as T) : undefined;
  }

  /** Deletes, and says whether it was done. */
  delete(path: string): boolean {
    return this.#send('DELETE', path, path, null).status === 204;
  }

  #send(method: Method, route: string, path: string, body: RequestBody | null): Answer {
    const answer = http.request(method, api + path, body, {
      ...this.#params(method, route),
      headers: body === null ? headers : { ...headers, 'Content-Type': 'application/json' },
      responseType: 'text',
    });
    if (answer.status === 0 || answer.status >= 400) {
      report(`${method} ${route}`, answer.status, answer.error || codeOf(answer));
    }
    return answer;
  }

  #params(method: Method, route: string) {
    const load = exec.instance.vusActive >= fullLoad ? 'full' : 'part';
    return { headers, jar: this.#jar, tags: { name: `${method} ${route}`, load } };
  }
}

/** One line of a kind for a kind of failure: they are counted afterwards. */
const report = (request: string, status: number, why: string): void =>
  console.warn(`${request} answered ${status} ${why}`.trim());

function codeOf(answer: Answer): string {
  try {
    return String((answer.json() as { code?: string } | null)?.code ?? '');
  } catch {
    return 'no problem document';
  }
}
