"""The map of the house.

Floors, from the rules outwards; imports point only down:

- ``room``     the rules of a meeting: values and pure functions, no clock, no chance, no I/O
- ``wire``     text and meaning: frames, acts, news
- ``line``     between instances: bytes, versions and lifetimes; knows nothing of rooms
- ``keep``     what may outlive a moment, and only that: the closed list
- ``formats``  the shipped meeting formats
- ``live``     this instance at work: one node, the rooms it follows, the people seated here
- ``doors``    where people come in: pages, the socket, invitations
- ``demo``     an invented evening, played from the street: it knows nothing of the house
- ``proof``    an evening of words that exist nowhere else, and a search for them everywhere after it

At the front: ``__main__`` the command line, ``by_hand`` its commands for what people hold themselves, ``proven``
the one that proves what we promise, ``settings`` every knob, ``checks`` what is unsafe, ``scrubbing`` what happens to
our own memory, ``serving`` the socket, ``app`` where the house is put together, ``quiet`` what we never write down.

The path of a share: ``doors/socket`` hears a frame, ``wire/decode`` reads it into an act, ``live/node`` steps
all that waits through ``room/step`` and commits it on the ``line`` in one atomic step; the line's news comes
back to every instance, ``live/telling`` asks ``room/hears`` who may hear it, and ``live/outbox`` hands the
same bytes to each of them. The speaker hears herself by the same road.
"""
