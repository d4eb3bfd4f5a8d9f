"""What holds for every test."""

from hypothesis import HealthCheck, settings

# How long an example may take is not what these tests are about: they share their machine.
# Thirty examples a law and run keep the suite short; the dice fall anew each time.
settings.register_profile(
    "shared machine", deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("shared machine")
