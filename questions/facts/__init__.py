"""Document → Facts: gaps, statements, speeches and relations, each with slot, evidence and key."""

from questions.facts.collect import find_facts
from questions.facts.values import Drop, Facts, Gap, Relation, Slot, Speech, Statement

__all__ = ["Drop", "Facts", "Gap", "Relation", "Slot", "Speech", "Statement", "find_facts"]
