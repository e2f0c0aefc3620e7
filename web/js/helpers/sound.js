// sound.js: one soft note, made here, and only for who asked for it.
let context = null

/** Called from a press, since browsers let nobody ring unasked. */
export function allowSound() {
  context ??= new (globalThis.AudioContext ?? globalThis.webkitAudioContext)()
  context.resume()
  ring(0.04)
}

export function ring(loudness = 0.12) {
  if (!context) return
  const at = context.currentTime
  const tone = context.createOscillator(), volume = context.createGain()
  tone.frequency.value = 392
  volume.gain.setValueAtTime(0, at)
  volume.gain.linearRampToValueAtTime(loudness, at + 0.06)
  volume.gain.exponentialRampToValueAtTime(0.0001, at + 1.4)
  tone.connect(volume).connect(context.destination)
  tone.start(at)
  tone.stop(at + 1.5)
}
