// shelf_house.js: what is asked of the house about the shelf. Nothing that opens a box is ever in it.

/** The public list that six words are drawn from. */
export const listOf = async lang => (await fetch(new URL(`../six/${lang === "es" ? "es" : "en"}.json`, import.meta.url))).json()

export const put = (handle, given) => asked(`/in/${handle}/shelf`, given)
export const open = place => asked("/shelf/open", { place })
export const letGo = place => asked("/shelf/let-go", { place })

async function asked(path, content) {
  try {
    const answer = await fetch(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(content) })
    return await answer.json()
  } catch { return { refused: "house-is-busy" } }
}
