"""What `make bench` measures, each as a ratio to a baseline in the same run: these machines are noisy."""
