import { createHmac } from 'node:crypto';
import type { User } from 'better-auth';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Config } from '../../config.ts';
import { AppError } from '../../platform/app-error.ts';
import type { AppDatabase } from '../../platform/db/schema.ts';
import { newId } from '../../platform/ids.ts';
import { SESSION_COOKIE } from '../../platform/session-cookie.ts';
import { hashPassword, verifyPassword } from './password-hash.ts';

type AuthConfig = Pick<Config, 'PUBLIC_URL' | 'SESSION_IDLE_HOURS' | 'SESSION_MAX_DAYS'> & { SECRET: string };

const [cookiePrefix] = SESSION_COOKIE.split('.');
const timestamps = { createdAt: 'created_at', updatedAt: 'updated_at' };

/**
 * Better Auth on our tables. Its HTTP handler is not mounted: our own routes call it, and nobody can sign up. It takes a sixth
 * of the start and 30 MB, so it is not loaded before somebody signs in.
 */
async function loadAuth(db: AppDatabase, config: AuthConfig) {
  const [{ betterAuth }, { createAuthEndpoint }, { setSessionCookie }] = await Promise.all([
    import('better-auth'),
    import('better-auth/api'),
    import('better-auth/cookies'),
  ]);
  // Only to be called from here: signing in as the library does would hash the password again to check it.
  const startFirstSession = createAuthEndpoint.serverOnly(
    { method: 'POST', body: z.object({ user: z.custom<User>() }) },
    async (ctx) => {
      const { user } = ctx.body;
      const session = await ctx.context.internalAdapter.createSession(user.id);
      await setSessionCookie(ctx, { session, user });
      return { user, token: session.token };
    },
  );
  return betterAuth({
    plugins: [{ id: 'new-login', endpoints: { startFirstSession } }],
    database: { db, type: 'postgres' },
    baseURL: config.PUBLIC_URL,
    secret: createHmac('sha256', config.SECRET).update('session cookies').digest('base64url'),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      maxPasswordLength: 128,
      password: { hash: hashPassword, verify: verifyPassword },
    },
    user: { modelName: 'users', fields: { emailVerified: 'email_verified', ...timestamps } },
    account: {
      modelName: 'accounts',
      fields: {
        userId: 'user_id',
        accountId: 'account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        ...timestamps,
      },
    },
    verification: { modelName: 'verifications', fields: { expiresAt: 'expires_at', ...timestamps } },
    session: {
      modelName: 'sessions',
      fields: {
        userId: 'user_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        ...timestamps,
      },
      // The cookie lives as long as a session may at most; the row decides, and use moves its end.
      expiresIn: config.SESSION_MAX_DAYS * 86_400,
    },
    databaseHooks: {
      session: {
        create: {
          before: async (session) => {
            const idleEnd = session.createdAt.getTime() + config.SESSION_IDLE_HOURS * 3_600_000;
            const end = Math.min(idleEnd, session.expiresAt.getTime());
            return { data: { ...session, expiresAt: new Date(end) } };
          },
        },
      },
    },
    advanced: {
      ...(cookiePrefix && { cookiePrefix }),
      useSecureCookies: config.PUBLIC_URL.startsWith('https:'),
      // The integration tests prove that the tables fit.
      database: { generateId: newId, validateSchema: false, joins: true },
    },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
  });
}

/** Better Auth, loaded once. */
export type Auth = () => ReturnType<typeof loadAuth>;

export function createAuth(db: AppDatabase, config: AuthConfig): Auth {
  let loaded: ReturnType<typeof loadAuth> | undefined;
  return () => {
    loaded ??= loadAuth(db, config);
    return loaded;
  };
}

/** A session that was just started; `cookies` are to be sent to its browser. */
export type StartedSession = { userId: string; token: string; cookies: string[] };

/** Starts a session; undefined when the address is unknown or the password wrong, which take equally long. */
export async function startSession(
  auth: Auth,
  credentials: { email: string; password: string },
  request: FastifyRequest,
): Promise<StartedSession | undefined> {
  const [{ api }, { isAPIError }] = await Promise.all([auth(), import('better-auth/api')]);
  try {
    return startedSession(
      await api.signInEmail({ body: credentials, headers: headersOf(request), returnHeaders: true }),
    );
  } catch (error) {
    if (isAPIError(error) && error.statusCode === 401) return undefined;
    if (isAPIError(error)) throw new AppError('internal_error', { cause: error });
    throw error;
  }
}

/** Starts a session for somebody whose login was made a moment ago, with a password that nobody has to check again. */
export async function startFirstSession(
  auth: Auth,
  login: { id: string; name: string; email: string; createdAt: Date },
  request: FastifyRequest,
): Promise<StartedSession> {
  const { api } = await auth();
  const user = { ...login, emailVerified: true, updatedAt: login.createdAt };
  return startedSession(
    await api.startFirstSession({ body: { user }, headers: headersOf(request), returnHeaders: true }),
  );
}

/** What of a request a session keeps. */
function headersOf(request: FastifyRequest): Headers {
  const headers = new Headers({ 'x-forwarded-for': request.ip });
  const userAgent = request.headers['user-agent'];
  if (userAgent) headers.set('user-agent', userAgent.slice(0, 300));
  return headers;
}

function startedSession({
  response,
  headers,
}: {
  response: { user: { id: string }; token: string };
  headers: Headers;
}): StartedSession {
  return { userId: response.user.id, token: response.token, cookies: headers.getSetCookie() };
}
