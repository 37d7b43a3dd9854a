"""Derived things: pure functions over claims on record. Nothing is stored; the same claims give the same result."""
