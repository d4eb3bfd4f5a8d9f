"""The writing line: an article goes in, questions that can prove their answers come out."""
