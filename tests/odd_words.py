"""Four hundred things somebody could write where words are expected, none of which may ever be more than words."""

from itertools import islice, product

_RUNS = "window.ran=1"
_TAGS = (
    "<script>{}</script>", "<img src=x onerror={}>", "<svg onload={}>", "<svg><script>{}</script></svg>",
    "<iframe srcdoc='<script>parent.{}</script>'></iframe>", "<a href=javascript:{}>here</a>", "<body onload={}>",
    "<details open ontoggle={}>x</details>", "<input autofocus onfocus={}>", "<style>@import'//evil.example'</style>{}",
    "<link rel=stylesheet href=//evil.example/{}>", "<meta http-equiv=refresh content='0;url=//evil.example/{}'>",
    "<base href=//evil.example/{}>", "<object data=javascript:{}>", "<math><mtext><style><img src onerror={}>",
    "<template shadowrootmode=open><img src onerror={}></template>", "<form action=//evil.example><button>{}</button>",
    "[x](javascript:{})", "javascript:{}", "data:text/html,<script>{}</script>", "${{{}}}",
    "{{{{{}}}}}", "${{html`<b>`}}{}",
    "</textarea><script>{}</script>", "</p></div><h1>{}</h1>",
)  # fmt: skip
_AROUND = (
    "{}", '"{}', "'{}", "`{}", "-->{}", "]]>{}", "</title>{}", "&lt;{}&gt;", "%3C{}%3E", "\\u003c{}", "\u202e{}",
    "\u2066{}",
    "\ufeff{}", "a\u0301" + "\u0336" * 60 + "{}", "\u2028{}", "W" * 300 + "{}",
)  # fmt: skip

CASES = tuple(around.format(tag.format(_RUNS)) for around, tag in islice(product(_AROUND, _TAGS), 400))
