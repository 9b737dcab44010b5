import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

type SystemPackage = { title: string; why: string; commands: string[]; apt: string; other: string };

const wanted: SystemPackage[] = [
  {
    title: 'Chromium',
    why: 'the browser journeys run in it',
    commands: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
    apt: 'chromium',
    other:
      'macOS `brew install --cask chromium`, Fedora `dnf install chromium`, Arch `pacman -S chromium`, Ubuntu: Google Chrome from https://www.google.com/chrome; or set CHROMIUM_PATH to any Chromium-based browser',
  },
  {
    title: 'Redis',
    why: 'cache tests run against a real server',
    commands: ['redis-server', 'valkey-server'],
    apt: 'redis-server',
    other:
      'macOS `brew install redis`, Fedora `dnf install valkey`, Arch `pacman -S valkey`, Ubuntu `sudo apt-get install redis-server`',
  },
  {
    title: 'PgBouncer',
    why: 'the service is tested through it',
    commands: ['pgbouncer'],
    apt: 'pgbouncer',
    other: 'macOS `brew install pgbouncer`, Fedora `dnf install pgbouncer`, Arch `pacman -S pgbouncer`',
  },
  {
    title: 'HAProxy',
    why: 'instances are stopped under load behind it',
    commands: ['haproxy'],
    apt: 'haproxy',
    other: 'macOS `brew install haproxy`, Fedora `dnf install haproxy`, Arch `pacman -S haproxy`',
  },
  {
    title: 'Prometheus',
    why: 'alert rules are tested with its promtool',
    commands: ['promtool'],
    apt: 'prometheus',
    other: 'macOS `brew install prometheus`, Arch `pacman -S prometheus`, or https://prometheus.io/download',
  },
  {
    title: 'Alertmanager',
    why: 'who is told of an alert is tested with the real one',
    commands: ['prometheus-alertmanager', 'alertmanager'],
    apt: 'prometheus-alertmanager',
    other: 'Arch `pacman -S alertmanager`, or https://prometheus.io/download',
  },
  {
    title: 'the blackbox exporter',
    why: 'it checks its own configuration',
    commands: ['prometheus-blackbox-exporter', 'blackbox_exporter'],
    apt: 'prometheus-blackbox-exporter',
    other: 'Arch `pacman -S prometheus-blackbox-exporter`, or https://prometheus.io/download',
  },
];

/** What the machine is, as far as installing packages goes. */
export type Machine = {
  isDebian: boolean;
  isRoot: boolean;
  find: (command: string) => string | undefined;
  chromiumPath?: string | undefined;
};

export type PackagePlan = { missing: string[]; aptPackages: string[]; advice: string[] };

/** Decides what is missing and whether it can be installed here; touches nothing. */
export function planSystemPackages(machine: Machine): PackagePlan {
  const missing = wanted.filter((entry) => {
    if (entry.title === 'Chromium' && machine.chromiumPath) return false;
    return !entry.commands.some((command) => machine.find(command));
  });
  const mayInstall = machine.isDebian && machine.isRoot;
  return {
    missing: missing.map((entry) => entry.title),
    aptPackages: mayInstall ? missing.map((entry) => entry.apt) : [],
    advice: mayInstall
      ? []
      : missing.map((entry) => {
          const how = machine.isDebian ? `\`sudo apt-get install ${entry.apt}\`` : entry.other;
          return `${entry.title} is missing (${entry.why}). Install it: ${how}`;
        }),
  };
}

/** The browser for the journeys: CHROMIUM_PATH, or the first Chromium on the PATH. */
export function findChromium(): string | undefined {
  const machine = thisMachine();
  return machine.chromiumPath ?? wanted[0]?.commands.map(machine.find).find((path) => path !== undefined);
}

/** Installs what is missing where that is possible; returns false, having said how, where it is not. */
export function ensureSystemPackages(say: (line: string) => void): boolean {
  const { missing, aptPackages, advice } = planSystemPackages(thisMachine());
  for (const line of advice) say(line);
  if (aptPackages.length > 0) {
    say(`Installing ${missing.join(', ')} with apt-get`);
    const apt = (...args: string[]) =>
      execFileSync('apt-get', args, {
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
        stdio: ['ignore', 'ignore', 'inherit'],
      });
    apt('update', '-q');
    apt('install', '-qy', '--no-install-recommends', ...aptPackages);
  }
  if (missing.length === 0) say(`${wanted.map(({ title }) => title).join(', ')} are installed`);
  return planSystemPackages(thisMachine()).missing.length === 0;
}

function thisMachine(): Machine {
  const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  return {
    isDebian: /^ID="?debian"?$/m.test(release),
    isRoot: process.getuid?.() === 0,
    find: (command) => findOnPath(command),
    chromiumPath: process.env.CHROMIUM_PATH,
  };
}

/** The path of a command, if it is installed. */
export function findOnPath(command: string, more: string[] = []): string | undefined {
  const folders = [
    ...(process.env.PATH ?? '').split(delimiter),
    ...more,
    '/usr/bin',
    '/usr/sbin',
    '/usr/local/bin',
  ];
  return folders.map((folder) => join(folder, command)).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
