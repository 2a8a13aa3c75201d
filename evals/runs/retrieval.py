"""The one door to ir-measures: rankings and relevant keys → hit@k, MRR and nDCG a question."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

# Below this place nothing is looked at by anybody.
DEPTH = 100


def measures(
    rankings: Mapping[str, Sequence[str]], relevant: Mapping[str, Collection[str]]
) -> dict[str, dict[str, float]]:
    """Each question's measures; a question with nothing relevant has found nothing.

    Args:
        rankings: keys by question, best first.
        relevant: the keys that answer, by question.
    """
    import ir_measures
    from ir_measures import RR, Qrel, ScoredDoc, Success, nDCG

    names = {
        Success @ 1: "hit_1",
        Success @ 5: "hit_5",
        Success @ 20: "hit_20",
        RR: "mrr",
        nDCG @ 10: "ndcg_10",
    }
    found = {question: dict.fromkeys(names.values(), 0.0) for question in rankings}
    qrels = [Qrel(question, key, 1) for question, keys in relevant.items() for key in sorted(keys)]
    run = [
        ScoredDoc(question, key, float(-place))
        for question, keys in rankings.items()
        for place, key in enumerate(keys[:DEPTH])
    ]
    if qrels and run:
        for metric in ir_measures.iter_calc(list(names), qrels, run):
            found[metric.query_id][names[metric.measure]] = float(metric.value)
    return found
