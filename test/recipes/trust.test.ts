import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createDoublure, type Doublure } from '../../src/index.ts'
import { trustCommands } from '../support/trust-commands.ts'

/** A client in each language, which asks one address and prints what it answers. */
const clients = {
  'server.js': `fetch(process.env.ADDRESS).then((answer) => answer.text()).then(console.log)`,
  'app.py': `import os, requests, urllib.request
if 'REQUESTS_CA_BUNDLE' in os.environ: print(requests.get(os.environ['ADDRESS']).text)
else: print(urllib.request.urlopen(os.environ['ADDRESS']).read().decode())`,
  'App.java': `import java.net.URI; import java.net.http.*;
class App {
  public static void main(String[] none) throws Exception {
    var asked = HttpRequest.newBuilder(URI.create(System.getenv("ADDRESS"))).build();
    System.out.println(HttpClient.newHttpClient().send(asked, HttpResponse.BodyHandlers.ofString()).body());
  }
}`,
  'app.php': `<?php $answer = file_get_contents(getenv('ADDRESS')); if ($answer === false) exit(1); echo $answer;`,
}

let doublure: Doublure
let folder: string
let file: string
beforeAll(async () => {
  // A path that wants its quotes.
  folder = mkdtempSync(join(tmpdir(), 'doublure trust '))
  doublure = await createDoublure({ port: 0, log: 'silent', tls: 'auto', data_dir: join(folder, 'data') })
  file = join(folder, 'ca.pem')
  writeFileSync(file, doublure.authority ?? '')
  for (const [name, source] of Object.entries(clients)) writeFileSync(join(folder, name), source)
})
afterAll(async () => {
  await doublure?.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Types a command in that folder; what it printed. */
const type = async (command: string): Promise<string> => {
  // None of the variables that it is about.
  const { PATH, HOME } = process.env
  const env = { PATH, HOME, ADDRESS: `${doublure.url}/livez` }
  const { stdout } = await promisify(execFile)('bash', ['-c', command], { cwd: folder, env })
  return stdout
}

test.each(['node server.js', 'python3 app.py', 'java App.java', 'php app.php'])(
  '%s does not trust a server that it was told nothing of',
  (command) => expect(type(command)).rejects.toThrow(/certificate|PKIX/i),
  60_000,
)

test.each([
  ['curl', 'https://localhost:3615/', '$ADDRESS'],
  ['Node.js', 'server.js', 'server.js'],
  ['Python', 'python app.py', 'python3 app.py'],
  ['Java', '-jar app.jar', 'App.java'],
  ['PHP', '-S localhost:3000', 'app.php'],
])(
  '%s trusts it as "doublure ca" says',
  async (title, theirs, ours) => {
    const answers: string[] = []
    for (const command of trustCommands(title, file)) {
      const answer = await type(command.replace(theirs, ours))
      if (command.includes(theirs)) answers.push(answer.trim())
    }
    expect(answers.length).toBeGreaterThan(0)
    expect(new Set(answers)).toEqual(new Set(['{"status":"ok","server":"doublure"}']))
  },
  60_000,
)
