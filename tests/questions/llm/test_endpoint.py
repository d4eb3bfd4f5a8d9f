"""An endpoint: a value that keeps its secrets when it is printed, and travels to the worker whole."""

import pickle

from questions.endpoint import Api, Endpoint, Limits

HOSTED = Endpoint("stub", api=Api.ANTHROPIC, base_url="https://ana:pa55word@example.org", key="sk-s3cret")


def test_an_endpoint_prints_neither_key_nor_address() -> None:
    """Both may hold secrets, so a log or a traceback shows neither."""
    assert "s3cret" not in repr(HOSTED)
    assert "pa55word" not in repr(HOSTED)


def test_an_endpoint_reaches_the_worker_whole() -> None:
    """It survives the way into another process."""
    endpoint = Endpoint("stub", limits=Limits(seconds=5.0, requests=2))
    assert pickle.loads(pickle.dumps(endpoint)) == endpoint  # noqa: S301 - our own bytes
