// posting.js: what a page tells the house outside its line. Whoever cannot be reached is busy.

export const posted = (path, content) => fetch(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(content) })

/** The house's answer, or its refusal by name. */
export async function answered(path, content) {
  try { return await (await posted(path, content)).json() } catch { return { refused: "house-is-busy" } }
}
