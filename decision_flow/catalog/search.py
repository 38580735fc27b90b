"""Searching catalog items by words of their titles: an inverted table of bigrams, on both databases (ADR 0007).

Triggers note which items are new or renamed; whoever searches brings the index up to date first. It is no part of the
record: lose it, and it is made anew.
"""

from sqlalchemy import Select, delete, func, insert, select

from decision_flow.catalog.model import CatalogItem
from decision_flow.store.database import Store
from decision_flow.store.operational import SearchQueue, SearchTerm
from decision_flow.store.tables import table_of

TERM, QUEUE, ITEM = table_of(SearchTerm), table_of(SearchQueue), table_of(CatalogItem)
AT_ONCE = 500
LAST_SIGN = "\U0010ffff"


def terms_of(text: str) -> frozenset[str]:
    """Every two signs that follow each other, lower case, without blanks; the last one alone: 规划 → 规划, 划."""
    signs = "".join(text.lower().split())
    return frozenset(signs[at : at + 2] for at in range(len(signs)))


def bring_up_to_date(store: Store) -> int:
    """Index what is new or renamed; how many items that were."""
    done = 0
    while indexed := _index_some(store):
        done += indexed
    return done


def _index_some(store: Store) -> int:
    with store.reading() as session:
        if session.execute(select(QUEUE.c.item_id).limit(1)).first() is None:
            return 0
    with store.operating() as session:
        waiting = list(session.execute(select(QUEUE.c.item_id).limit(AT_ONCE).with_for_update()).scalars())
        session.execute(delete(QUEUE).where(QUEUE.c.item_id.in_(waiting)))
        session.execute(delete(TERM).where(TERM.c.item_id.in_(waiting)))
        titles = session.execute(select(ITEM.c.id, ITEM.c.title).where(ITEM.c.id.in_(waiting))).all()
        rows = [{"term": term, "item_id": item} for item, title in titles for term in sorted(terms_of(title))]
        if rows:
            session.execute(insert(TERM), rows)
    return len(waiting)


def matching(words: str) -> Select[tuple[str]]:
    """The ids of items whose titles hold all the words; of a single sign those that hold it anywhere."""
    signs = "".join(words.lower().split())
    if len(signs) == 1:
        return select(TERM.c.item_id).where(TERM.c.term.between(signs, signs + LAST_SIGN)).distinct()
    wanted = {signs[at : at + 2] for at in range(len(signs) - 1)}
    return (
        select(TERM.c.item_id)
        .where(TERM.c.term.in_(sorted(wanted)))
        .group_by(TERM.c.item_id)
        .having(func.count() == len(wanted))
    )
