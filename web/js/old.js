/* old.js: for browsers that know no modules; they run this line and nothing else of ours. */
document.querySelector("[data-old]").hidden = false;
