import asyncio
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.serve.workers import messages

plain = st.dictionaries(
    st.text(max_size=5), st.none() | st.booleans() | st.integers() | st.text() | st.lists(st.text(max_size=3))
)


@given(st.lists(st.tuples(plain, st.binary()), min_size=1, max_size=3))
def test_messages_arrive_as_they_were_sent(sent):
    said = b"".join(messages.pack(header, body) for header, body in sent)
    pipe = io.BytesIO(said)
    assert [messages.read(pipe) for _ in sent] == sent
    with pytest.raises(EOFError):
        messages.read(pipe)

    async def receive():
        stream = asyncio.StreamReader()
        stream.feed_data(said)
        stream.feed_eof()
        return [await messages.receive(stream) for _ in sent]

    assert asyncio.run(receive()) == sent


def test_half_a_message_is_none():
    with pytest.raises(EOFError):
        messages.read(io.BytesIO(messages.pack({"a": 1}, b"body")[:-1]))
