"""Groups of things that belong together, such that no conflict runs through a group."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

Pair = tuple[str, str]  # in sorted order


def ordered(a: str, b: str) -> Pair:
    return (a, b) if a <= b else (b, a)


def components(nodes: Iterable[str], links: Iterable[Pair]) -> list[tuple[str, ...]]:
    """The connected groups, each sorted, in the order of their first members."""
    parent = {node: node for node in nodes}

    def root(node: str) -> str:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for a, b in links:
        low, high = ordered(root(a), root(b))
        parent[high] = low
    found: dict[str, list[str]] = defaultdict(list)
    for node in parent:
        found[root(node)].append(node)
    return sorted(tuple(sorted(members)) for members in found.values())


def consistent(
    nodes: Iterable[str],
    links: Iterable[Pair],
    conflicts: Iterable[Pair],
    bound: Iterable[Pair] = (),
) -> tuple[list[tuple[str, ...]], set[Pair]]:
    """Groups by `links` in which no two members are in conflict, and the links given up.

    Where a group would hold a conflict, a member linked to both sides is torn: its links to the
    members in conflict go. If a conflict remains (it runs over longer ways), all links of the
    group go: rather none than a wrong one. The answer does not depend on any order.

    What is `bound` stays together whatever is in conflict: it counts as one member.
    """
    parts = components(nodes, bound)
    first = {node: part[0] for part in parts for node in part}
    every = {link: ordered(first[link[0]], first[link[1]]) for link in links}
    clashes = {ordered(first[a], first[b]) for a, b in conflicts}
    groups, given_up = _consistent(
        [part[0] for part in parts],
        {pair for pair in every.values() if pair[0] != pair[1]},
        {pair for pair in clashes if pair[0] != pair[1]},
    )
    whole = {part[0]: part for part in parts}
    found = sorted(tuple(sorted(n for one in group for n in whole[one])) for group in groups)
    return found, {link for link, pair in every.items() if pair in given_up}


def _consistent(
    nodes: list[str], links: set[Pair], clashes: set[Pair]
) -> tuple[list[tuple[str, ...]], set[Pair]]:
    kept = set(links)
    given_up: set[Pair] = kept & clashes
    kept -= given_up
    torn = _torn(kept, _inside(nodes, kept, clashes))
    kept, given_up = kept - torn, given_up | torn
    left = {node for pair in _inside(nodes, kept, clashes) for node in pair}
    for group in components(nodes, kept):
        if left & set(group):
            inside = {pair for pair in kept if pair[0] in set(group)}
            kept, given_up = kept - inside, given_up | inside
    return components(nodes, kept), given_up


def _inside(nodes: list[str], links: set[Pair], conflicts: set[Pair]) -> set[Pair]:
    """The conflicts between members of one group."""
    group = {n: number for number, found in enumerate(components(nodes, links)) for n in found}
    return {(a, b) for a, b in conflicts if a in group and b in group and group[a] == group[b]}


def _torn(links: set[Pair], conflicts: set[Pair]) -> set[Pair]:
    """Links of a node to two nodes in conflict with one another."""
    near: dict[str, set[str]] = defaultdict(set)
    for a, b in links:
        near[a].add(b)
        near[b].add(a)
    found = set()
    for a, b in conflicts:
        for node in near[a] & near[b]:
            found |= {ordered(node, a), ordered(node, b)}
    return found
