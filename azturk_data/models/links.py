"""Links that are followed by attribute: where a model has `place_id`, its `place` is the record itself."""

from __future__ import annotations

from typing import Any, Generic, Self, TypeVar, overload

Target = TypeVar("Target", covariant=True)


class Link(Generic[Target]):
    """Gives, for a field `x_id`, the record that it names, as attribute `x`; None if the field is empty.

    The record is read from the published tables, by `azturk_data.get`.
    """

    def __set_name__(self, owner: type, name: str) -> None:
        self.field = f"{name}_id"

    @overload
    def __get__(self, instance: None, owner: type) -> Self: ...
    @overload
    def __get__(self, instance: object, owner: type) -> Target: ...
    def __get__(self, instance: Any, owner: type) -> Any:
        if instance is None:
            return self
        id_ = getattr(instance, self.field)
        if id_ is None:
            return None
        from azturk_data.getting import get  # deferred: the tables are not needed to define a model

        return get(id_)
