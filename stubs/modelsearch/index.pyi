from typing import Any, ClassVar

class BaseField: ...

class SearchField(BaseField):
    def __init__(self, field_name: str, boost: float | None = None, **kwargs: Any) -> None: ...

class Indexed:
    search_fields: ClassVar[list[BaseField]]
    search_auto_update: ClassVar[bool]

def remove_object(instance: Any) -> None: ...
