// bytes.js: bytes as text, as files and frames carry them.
export const spelled = bytes => btoa(Array.from(new Uint8Array(bytes), byte => String.fromCharCode(byte)).join("")).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "")
export const unspelled = text => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), letter => letter.charCodeAt(0))
