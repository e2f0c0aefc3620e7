// aside.js: the way into a room of two. A guide keeps the meeting open and gets a page beside it; everyone else goes over.

/** The address of the room of two that is open to this seat; throws its name where the house says no. */
export async function wayAside(handle, ask = fetch) {
  const answer = await ask(`/in/${handle}/aside`, { method: "POST", credentials: "same-origin" })
  const told = await answer.json()
  if (told.refused) throw Object.assign(new Error(told.refused), { refused: told.refused })
  return told.in
}
