"""How the properties of the writing line are tried."""

from hypothesis import settings

# The machine is shared: how long one example takes says nothing of the law.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
