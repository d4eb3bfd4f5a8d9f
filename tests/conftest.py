"""What holds for every test."""

from hypothesis import HealthCheck, settings

# How long an example may take is not what these tests are about: they share their machine.
settings.register_profile("shared machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("shared machine")
