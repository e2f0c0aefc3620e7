// files.js: something into a file of the person's own. Its name says nothing of where it is from.
const READING = 10_000   // ms a browser may take to write it down

export function save(name, content, type) {
  const link = document.createElement("a")
  link.href = URL.createObjectURL(new Blob([content], { type }))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), READING)
}

export const saveSigned = (name, signed) => save(name, JSON.stringify(signed, null, 2), "application/json")
