// usage: node audit.js BOARD
import { launch } from 'chrome-launcher';
import lighthouse, { desktopConfig } from 'lighthouse';
import { throttling } from 'lighthouse/core/config/constants.js';

const RUNS = 5;
/** From this index on, a machine is a high-end desktop, for which Lighthouse's default slowdown of the CPU is meant. */
const HIGH_END = 1500;
/** The slowdown that Lighthouse recommends for slower machines, to emulate the same phone (docs/throttling.md there). */
const SLOWDOWN = 2;
const ONCE = ['accessibility', 'best-practices', 'seo'];

const board = process.argv[2];
const [notice] = await (await fetch(`${board}/api/news?limit=1`)).json();
const pages = { board: '/', notice: `/noticias/${notice.id}` };

const chrome = await launch({ chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu'] });
let failed = false;
try {
  const screens = { phone: await phoneConfig(), desktop: desktopConfig };
  for (const [page, path] of Object.entries(pages)) {
    for (const [screen, config] of Object.entries(screens)) {
      report(page, screen, await audit(board + path, config));
    }
  }
} finally {
  chrome.kill();
}
process.exit(failed ? 1 : 0);

async function phoneConfig() {
  const { benchmarkIndex } = (await run(board, desktopConfig, ['performance'])).environment;
  const slowdown = benchmarkIndex < HIGH_END ? SLOWDOWN : throttling.mobileSlow4G.cpuSlowdownMultiplier;
  console.log(`benchmark index ${benchmarkIndex}: the phone's CPU is ${slowdown} times slower`);
  return {
    extends: 'lighthouse:default',
    settings: { throttling: { ...throttling.mobileSlow4G, cpuSlowdownMultiplier: slowdown } },
  };
}

/** The scores of the categories, the performance of each run, and what the audits of less than 1 say. */
async function audit(url, config) {
  const first = await run(url, config, ['performance', ...ONCE]);
  const performance = [score(first, 'performance')];
  while (performance.length < RUNS) {
    performance.push(score(await run(url, config, ['performance']), 'performance'));
  }
  return {
    scores: { performance: median(performance), ...Object.fromEntries(ONCE.map(name => [name, score(first, name)])) },
    performance,
    findings: findings(first),
  };
}

async function run(url, config, categories) {
  const result = await lighthouse(url, { port: chrome.port, logLevel: 'error', onlyCategories: categories }, config);
  if (result.lhr.runtimeError) {
    throw new Error(`${url}: ${result.lhr.runtimeError.message}`);
  }
  return result.lhr;
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
  console.log(`${passed ? 'ok  ' : 'FAIL'} ${page}, ${screen}: ${summary} (performance: ${performance.join(' ')})`);
  if (!passed) {
    findings.forEach(finding => console.log(`       ${finding}`));
  }
}
