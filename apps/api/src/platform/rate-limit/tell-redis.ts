import type { RedisClient } from '../redis/connect-redis.ts';

/** Keys of one call to Redis: it does nothing else meanwhile, so it stays below a millisecond. */
const KEYS_PER_CALL = 500;

/** All counts lie in one slot, as a script with several keys asks for on a cluster. */
const keyInRedis = (key: string): string => `{rate}:${key}`;

/** A window starts with its first request anywhere and ends by the time of Redis, so that no two machines' clocks are compared. */
const SCRIPT = `local answer = {}
for i, key in ipairs(KEYS) do
  local total = redis.call('INCRBY', key, ARGV[i])
  local ttl = redis.call('PTTL', key)
  if ttl < 0 then
    ttl = tonumber(ARGV[#ARGV])
    redis.call('PEXPIRE', key, ttl)
  end
  answer[#answer + 1] = total
  answer[#answer + 1] = ttl
end
return answer`;

/** What all processes together have counted of a key, and how long its window lasts. */
export type SharedCount = { total: number; leftMs: number };

/** Adds to counts in one round trip and tells what they are then. It rejects when Redis fails or answers something else. */
export async function tellRedis(
  redis: RedisClient,
  counts: readonly { key: string; more: number }[],
  windowMs: number,
): Promise<SharedCount[]> {
  const calls: Promise<unknown>[] = [];
  for (let start = 0; start < counts.length; start += KEYS_PER_CALL) {
    const part = counts.slice(start, start + KEYS_PER_CALL);
    const keys = part.map(({ key }) => keyInRedis(key));
    const values = [...part.map(({ more }) => more), windowMs].map(String);
    calls.push(redis.eval(SCRIPT, { keys, arguments: values }));
  }
  const answer = (await Promise.all(calls)).flat();
  if (answer.length !== counts.length * 2 || !answer.every(Number.isSafeInteger)) {
    throw new Error('Redis answered something that is no count');
  }
  const numbers = answer as number[];
  return counts.map((_, index) => ({ total: numbers[index * 2]!, leftMs: numbers[index * 2 + 1]! }));
}
