"""`python -m tests`: borrow all that the tests need, before the first of them runs."""

from tests import chromium, redis_server
from tests.borrow import borrow
from tests.hosting.street import haproxy

borrow(("node",), "nodejs")
chromium.path()
redis_server.path()
haproxy()
for kind in redis_server.KINDS:
    redis_server.of(kind)
