import { expect, it } from 'vitest';
import { planSystemPackages } from './system-packages.ts';

const nothing = () => undefined;

it('asks apt for what is missing on Debian as root', () => {
  const plan = planSystemPackages({ isDebian: true, isRoot: true, find: nothing });
  expect(plan.aptPackages).toEqual([
    ...['chromium', 'redis-server', 'pgbouncer', 'haproxy'],
    ...['prometheus', 'prometheus-alertmanager', 'prometheus-blackbox-exporter'],
  ]);
  expect(plan.advice).toEqual([]);
});

it('says exactly what to install where it may not install', () => {
  const debian = planSystemPackages({ isDebian: true, isRoot: false, find: nothing });
  expect(debian.aptPackages).toEqual([]);
  expect(debian.advice.join()).toContain('sudo apt-get install chromium');
  const elsewhere = planSystemPackages({ isDebian: false, isRoot: true, find: nothing });
  expect(elsewhere.advice.join()).toContain('brew install redis');
});

it('is content with another name of the same program, or a browser named by hand', () => {
  const installed = [
    'valkey-server',
    'pgbouncer',
    'haproxy',
    'promtool',
    'alertmanager',
    'blackbox_exporter',
  ];
  const find = (command: string) => (installed.includes(command) ? `/usr/bin/${command}` : undefined);
  const plan = planSystemPackages({ isDebian: false, isRoot: false, find, chromiumPath: '/opt/chrome' });
  expect(plan.missing).toEqual([]);
});
