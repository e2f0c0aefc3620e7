"""`python -m tests`: borrow all that the tests need, before the first of them runs."""

from tests import chromium, redis_server
from tests.borrow import borrow

borrow(("node",), "nodejs")
chromium.path()
redis_server.path()
for kind in redis_server.KINDS:
    redis_server.of(kind)
