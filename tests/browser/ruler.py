"""What is held against a page as it is drawn: which words are its own, what is cut off, where its doors are."""

OUTSIDE = """names => {
    const theirs = ".said, .name, kbd, code, blockquote, nav.tongues, .line-of-help h3, .folded b, [data-told] dd"
    const plain = new RegExp(`\\\\b(${names}|AM|PM|he|they)\\\\b`, "g")
    const rest = text => {
        let left = text
        while (/⟦[^⟦⟧]*⟧/.test(left)) left = left.replace(/⟦[^⟦⟧]*⟧/g, "")
        return left.replace(plain, "")
    }
    const found = []
    const look = text => { if (/\\p{L}{2,}/u.test(rest(text))) found.push(text.trim().slice(0, 80)) }
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) {
        const { parentElement: it, data } = walker.currentNode
        if (!it.closest(theirs) && !it.closest("script, template, style, noscript")) look(data)
    }
    const heard = ["aria-label", "title", "placeholder", "alt"]
    for (const it of document.querySelectorAll(heard.map(name => `body [${name}]`).join()))
        if (!it.closest(theirs) && !it.matches(".share")) for (const name of heard) look(it.getAttribute(name) ?? "")
    return [...new Set(found)]
}"""
"""Texts outside the brackets of a pretended language; not what people are called and said."""

CUT = """() => {
    const wide = document.documentElement.clientWidth, found = []
    if (document.documentElement.scrollWidth > wide) found.push("the page moves sideways")
    const shown = it => it.checkVisibility({ visibilityProperty: true }) && !it.closest(".unseen, .skip, .seats")
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) {
        const { parentElement: it, data } = walker.currentNode
        if (!data.trim() || !shown(it)) continue
        const range = document.createRange()
        range.selectNodeContents(walker.currentNode)
        const { width, left, right } = range.getBoundingClientRect()
        if (width && (left < -1 || right > wide + 1)) found.push(`${data.trim().slice(0, 60)} reaches out`)
    }
    return found
}"""
"""Texts that reach beyond the page, and a page that moves under a thumb."""

CARE_TO_OUT = """() => {
    const where = door => document.querySelector(`.threshold ${door}`)?.getBoundingClientRect().left
    return where(".to-care") && where(".out") ? where(".out") - where(".to-care") : 0
}"""
"""How far the way out is to the right of the way to a person; not at all where there are no doors."""
