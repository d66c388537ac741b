// Mermaid itself as a witness: it parses the diagrams that doorway exports, and finds in them what a run must have.
//     node mermaid_witness.mjs DOORWAY SCENARIO…
// Needs Mermaid and jsdom where $DOORWAY_NODE_MODULES says, a folder that has them in its node_modules
// (npm install mermaid jsdom); without them it is skipped.
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [program, ...scenarios] = process.argv.slice(2);

async function load() {
  const require = createRequire(join(process.env.DOORWAY_NODE_MODULES ?? '/usr/share/nodejs', 'here.js'));
  const { JSDOM } = require('jsdom');
  const { window } = new JSDOM('<body></body>');
  Object.assign(globalThis, { window, document: window.document, Element: window.Element });
  const entry = require.resolve('mermaid').replace(/[^/]*$/, 'mermaid.core.mjs');
  const mermaid = (await import(pathToFileURL(entry))).default;
  mermaid.initialize({ startOnLoad: false, maxTextSize: 100_000_000 });
  return mermaid;
}

const mermaid = await load().catch((error) => {
  console.log(`skipped: no Mermaid or no jsdom in $DOORWAY_NODE_MODULES: ${error.message.split('\n')[0]}`);
  process.exit(77);
});

let faults = 0;
for (const scenario of scenarios) {
  const text = execFileSync(program, ['export', scenario, '--to', 'mermaid'], { encoding: 'utf8', maxBuffer: 1 << 28 });
  try {
    const diagram = await mermaid.mermaidAPI.getDiagramFromText(text);
    const lines = text.split('\n').filter((line) => line !== '' && !/^(sequenceDiagram| *participant)/.test(line));
    if (diagram.db.getMessages().length !== lines.length) throw new Error('a line is not what it was meant to be');
  } catch (error) {
    ++faults;
    console.log(`${scenario}: ${error.message}`);
  }
}
console.log(`${scenarios.length} diagrams, ${faults} faults`);
process.exit(faults === 0 ? 0 : 1);
