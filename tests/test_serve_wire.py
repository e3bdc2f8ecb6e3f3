import asyncio
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.doors.serve import wire

plain = st.dictionaries(
    st.text(max_size=5), st.none() | st.booleans() | st.integers() | st.text() | st.lists(st.text(max_size=3))
)


@given(st.lists(st.tuples(plain, st.binary()), min_size=1, max_size=3))
def test_messages_arrive_as_they_were_sent(messages):
    said = b"".join(wire.pack(header, body) for header, body in messages)
    pipe = io.BytesIO(said)
    assert [wire.read(pipe) for _ in messages] == messages
    with pytest.raises(EOFError):
        wire.read(pipe)

    async def receive():
        stream = asyncio.StreamReader()
        stream.feed_data(said)
        stream.feed_eof()
        return [await wire.receive(stream) for _ in messages]

    assert asyncio.run(receive()) == messages


def test_half_a_message_is_none():
    with pytest.raises(EOFError):
        wire.read(io.BytesIO(wire.pack({"a": 1}, b"body")[:-1]))
