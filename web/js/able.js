// able.js: can this browser keep the promise? The room needs a private line and modern ways to draw; help needs neither.
export const able = (world = globalThis) =>
  Boolean(world.isSecureContext && world.WebSocket && world.crypto?.subtle && world.Element?.prototype.replaceChildren)
