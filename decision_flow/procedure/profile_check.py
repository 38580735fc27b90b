"""All files of profiles read and checked together: every level with those above it, and every defect with its place."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from decision_flow.procedure.profile_files import Level, ProfileError, read_level
from decision_flow.procedure.profile_floor import check_floor, check_values

Chain = tuple[Level, ...]


def read_profiles(files: Iterable[Path]) -> tuple[dict[str, Chain], tuple[ProfileError, ...]]:
    """The level of each file with those above it by name, and what is wrong: of each file its first defect, or all
    the places where it is weaker than the floor."""
    levels: dict[str, Level] = {}
    chains: dict[str, Chain] = {}
    defects: list[ProfileError] = []
    for file in files:
        try:
            level = read_level(file)
            levels[level.name] = level
        except ProfileError as broken:
            defects.append(broken)
    for level in levels.values():
        try:
            chain = _chain(level, levels)
            check_values(chain[-1], level)
            chains[level.name] = chain
        except ProfileError as broken:
            defects.append(broken)
    for chain in chains.values():
        if all(level.name in chains for level in chain):
            defects.extend(check_floor(chain))
    return chains, tuple(defects)


def _chain(level: Level, levels: Mapping[str, Level]) -> Chain:
    chain = [level]
    while chain[-1].extends is not None:
        place, name = chain[-1].node.fields["extends"], chain[-1].extends
        if name not in levels:
            place.refuse(f"没有名为“{name}”的上级文件。", f"There is no profile `{name}` to extend.")
        if levels[name] in chain:
            place.refuse("上下级互相引用，成了环。", f"`extends` runs in a circle through `{name}`.")
        chain.append(levels[name])
    return tuple(chain)
