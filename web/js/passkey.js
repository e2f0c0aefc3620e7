// passkey.js: a secret that comes out of somebody's own passkey, instead of six words. Nothing of it is sent.
const ASKED = { eval: { first: new TextEncoder().encode("alcove shelf 1") } }
const KINDS = [-8, -7, -257].map(alg => ({ type: "public-key", alg }))
const chance = length => crypto.getRandomValues(new Uint8Array(length))

/** Whether this browser says that its passkeys can give a secret. */
export async function canPasskey() {
  const can = await globalThis.PublicKeyCredential?.getClientCapabilities?.().catch(() => null)
  return Boolean(can?.["extension:prf"])
}

/** A new passkey under a name that says nothing, and its secret; null where it gives none. */
export async function newPasskey(name) {
  const made = await navigator.credentials.create({ publicKey: {
    rp: { name }, user: { id: chance(16), name, displayName: name }, challenge: chance(32), pubKeyCredParams: KINDS,
    authenticatorSelection: { residentKey: "required", userVerification: "required" }, extensions: { prf: ASKED },
  } })
  const { prf } = made.getClientExtensionResults()
  if (!prf?.enabled) return null
  return prf.results?.first ?? askPasskey([{ type: "public-key", id: made.rawId }])
}

/** The same secret again, from whichever passkey the person picks; null where it gives none. */
export async function askPasskey(allowCredentials = []) {
  const found = await navigator.credentials.get({ publicKey: { challenge: chance(32), allowCredentials, userVerification: "required", extensions: { prf: ASKED } } })
  return found.getClientExtensionResults().prf?.results?.first ?? null
}
