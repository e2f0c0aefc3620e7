// ring.js: where on the ring the ember is, as a number that never jumps back round the circle.

const mod = (number, n) => ((number % n) + n) % n

/** Steps clockwise from you to whoever has the floor, unwrapped: the turn of the ring that is nearest to where it was. */
export function unwrapped(before, { holder, you, n }) {
  const step = mod(holder - you, n)
  if (before === null || n < 2) return step
  return step + n * Math.round((before - step) / n)
}
