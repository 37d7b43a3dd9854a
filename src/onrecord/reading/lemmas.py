"""Lemmas from the tables of the pipeline's own rule lemmatizer, without running it as a component."""

from __future__ import annotations

from typing import Any

POS_OF_TAG = {"V": "verb", "M": "verb", "N": "noun", "J": "adj", "R": "adv"}


class Lemmas:
    """Lemmas by form and Penn tag, from the tables of the pipeline's own rule lemmatizer."""

    def __init__(self, nlp: Any) -> None:
        self._lookups = lemma_tables(nlp)
        self._cache: dict[tuple[str, str], str] = {}

    def __call__(self, text: str, tag: str) -> str:
        """The lemma in lower case; the lower-cased form itself where the tables know none."""
        key = (text, tag)
        found = self._cache.get(key)
        if found is None:
            if len(self._cache) > 200_000:  # bounded: hostile text must not fill the memory
                self._cache.clear()
            found = self._cache[key] = self._find(text.lower(), POS_OF_TAG.get(tag[:1], ""))
        return found

    def _find(self, form: str, pos: str) -> str:
        if not pos or self._lookups is None:
            return form
        exceptions = self._lookups["lemma_exc"].get(pos, {}).get(form)
        if exceptions:
            return str(exceptions[0])
        index = self._lookups["lemma_index"].get(pos, {})
        out_of_index = form
        for old, new in self._lookups["lemma_rules"].get(pos, []):
            if form.endswith(old) and len(form) > len(old):
                candidate = form[: len(form) - len(old)] + new
                if candidate in index:
                    return str(candidate)
                out_of_index = candidate if out_of_index == form and candidate.isalpha() else out_of_index
        return form if form in index else out_of_index


def lemma_tables(nlp: Any) -> dict[str, Any] | None:
    """The lemmatizer's tables as plain dictionaries keyed by strings, or None where the pipeline has none."""
    name = next((n for n in nlp.component_names if "lemmatizer" in n), None)
    if name is None:
        return None
    lookups = nlp.get_pipe(name).lookups
    wanted = ("lemma_rules", "lemma_index", "lemma_exc")
    if not all(lookups.has_table(table) for table in wanted):
        return None
    tables: dict[str, Any] = {}
    for table in wanted:
        stored = lookups.get_table(table)
        tables[table] = {pos: stored[pos] for pos in ("verb", "noun", "adj", "adv") if pos in stored}
    tables["lemma_index"] = {pos: frozenset(forms) for pos, forms in tables["lemma_index"].items()}
    return tables
