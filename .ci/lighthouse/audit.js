// usage: ADMIN_TOKEN=… node audit.js BOARD
import { launch } from 'chrome-launcher';
import lighthouse, { desktopConfig } from 'lighthouse';
import { throttling } from 'lighthouse/core/config/constants.js';

const RUNS = 5;
/** From this index on, a machine is a high-end desktop, for which Lighthouse's default slowdown of the CPU is meant. */
const HIGH_END = 1500;
/** The slowdown that Lighthouse recommends for slower machines, to emulate the same phone (docs/throttling.md there). */
const SLOWDOWN = 2;
const ONCE = ['accessibility', 'best-practices'];
const FOR_READERS = ['performance', ...ONCE, 'seo'];

const board = process.argv[2];
const [notice] = await (await fetch(`${board}/api/news?limit=1`)).json();
const session = { Cookie: await signedIn() };
const pages = {
  board: { path: '/', categories: FOR_READERS },
  notice: { path: `/noticias/${notice.id}`, categories: FOR_READERS },
  // search engines do not index the pages for people with an account, and few people open them
  'sign-in': { path: '/entrar', categories: ONCE },
  'new notice': { path: '/noticias/nueva', categories: ONCE, headers: session },
  'my notices': { path: '/mis-noticias', categories: ONCE, headers: session },
  account: { path: '/cuenta', categories: ONCE, headers: session },
  people: { path: '/personas', categories: ONCE, headers: session },
};

const chrome = await launch({ chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu'] });
let failed = false;
try {
  const screens = { phone: await phoneConfig(), desktop: desktopConfig };
  for (const [name, page] of Object.entries(pages)) {
    for (const [screen, config] of Object.entries(screens)) {
      report(name, screen, await audit(page, config));
    }
  }
} finally {
  chrome.kill();
}
process.exit(failed ? 1 : 0);

/** Accepts an invitation as an administrator; returns the cookie of the session. */
async function signedIn() {
  const invited = await fetch(`${board}/api/invitations`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${process.env.ADMIN_TOKEN}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ rol: 'administrador', campus: [] }),
  });
  const { pathname } = new URL((await invited.json()).url);
  const accepted = await fetch(board + pathname, {
    method: 'POST',
    headers: { Origin: board },
    body: new URLSearchParams({ usuario: 'ana', nombre: 'Ana García', clave: 'una frase de paso' }),
    redirect: 'manual',
  });
  return accepted.headers.get('Set-Cookie').replace(/;.*/, '');
}

async function phoneConfig() {
  const { benchmarkIndex } = (await run(pages.board, desktopConfig, ['performance'])).environment;
  const slowdown = benchmarkIndex < HIGH_END ? SLOWDOWN : throttling.mobileSlow4G.cpuSlowdownMultiplier;
  console.log(`benchmark index ${benchmarkIndex}: the phone's CPU is ${slowdown} times slower`);
  return {
    extends: 'lighthouse:default',
    settings: { throttling: { ...throttling.mobileSlow4G, cpuSlowdownMultiplier: slowdown } },
  };
}

/** The scores of the categories, the performance of each run, and what the audits of less than 1 say. */
async function audit(page, config) {
  const first = await run(page, config, page.categories);
  const scores = Object.fromEntries(page.categories.map(category => [category, score(first, category)]));
  const performance = [];
  if ('performance' in scores) {
    performance.push(scores.performance);
    while (performance.length < RUNS) {
      performance.push(score(await run(page, config, ['performance']), 'performance'));
    }
    scores.performance = median(performance);
  }
  return { scores, performance, findings: findings(first) };
}

/** One run. Chromium sometimes records no trace (NO_NAVSTART): that is no result, so it is asked again, twice at most. */
async function run(page, config, categories, again = 2) {
  const url = board + page.path;
  const flags = { port: chrome.port, logLevel: 'error', onlyCategories: categories, extraHeaders: page.headers };
  const { lhr } = await lighthouse(url, flags, config);
  if (lhr.runtimeError?.code === 'NO_NAVSTART' && again > 0) {
    return run(page, config, categories, again - 1);
  }
  if (lhr.runtimeError) {
    throw new Error(`${url}: ${lhr.runtimeError.message}`);
  }
  if (lhr.finalDisplayedUrl !== url) {
    throw new Error(`${url} led to ${lhr.finalDisplayedUrl}`);
  }
  return lhr;
}

function score(result, category) {
  return Math.round(result.categories[category].score * 100);
}

function median(numbers) {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

function findings(result) {
  return Object.values(result.categories).flatMap(category =>
    category.auditRefs
      .filter(({ id, weight }) => weight > 0 && result.audits[id].score !== null && result.audits[id].score < 1)
      .map(({ id }) => `${id}: ${result.audits[id].title} ${result.audits[id].displayValue ?? ''}`));
}

function report(page, screen, { scores, performance, findings }) {
  const passed = Object.values(scores).every(score => score === 100);
  failed ||= !passed;
  const summary = Object.entries(scores).map(([name, score]) => `${name} ${score}`).join(', ');
  const runs = performance.length > 0 ? ` (performance: ${performance.join(' ')})` : '';
  console.log(`${passed ? 'ok  ' : 'FAIL'} ${page}, ${screen}: ${summary}${runs}`);
  if (!passed) {
    findings.forEach(finding => console.log(`       ${finding}`));
  }
}
