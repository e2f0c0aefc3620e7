// What others wrote is exactly what PROVENANCE.md says it is.
import assert from "node:assert/strict"
import { createHash } from "node:crypto"
import { readFileSync, readdirSync } from "node:fs"
import { test } from "node:test"

const floor = new URL("../../web/vendor/", import.meta.url)
const read = name => readFileSync(new URL(name, floor))

for (const file of readdirSync(floor).filter(name => name.endsWith(".js"))) {
  test(`${file} has the sum that its provenance names`, () => {
    const row = read("PROVENANCE.md").toString().split("\n").findLast(line => line.startsWith(`| \`${file}\``))
    assert.ok(row.includes(createHash("sha256").update(read(file)).digest("hex")))
  })

  test(`${file} asks for nothing but its neighbours`, () => {
    const asked = [...read(file).toString().matchAll(/\b(?:from|import)\s*\(?\s*["']([^"']+)/g)].map(found => found[1])
    assert.deepEqual(asked.filter(path => !path.startsWith("./")), [])
  })
}
