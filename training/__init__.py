"""The learned ranker's workshop: rated questions, their articles, and the script that fits the model."""
