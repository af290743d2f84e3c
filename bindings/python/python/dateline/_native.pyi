from ._types import Event, Extraction

__version__: str

_Fields = tuple[str, str, str, str, str, str]

WINDOW: int

_Edge = tuple[str, int, str, int, int, float]

def link(blocks: list[int], mentions: list[bytes]) -> list[_Edge]: ...

class DatelineError(ValueError): ...

class Extractor:
    def __new__(
        cls,
        rules: list[tuple[str, str]],
        actors: list[tuple[str, str]],
        genre: str | None,
        region: str,
        day_first: bool,
    ) -> Extractor: ...
    def extract(
        self, records: list[_Fields], published: str | None, jobs: int
    ) -> tuple[list[Extraction], list[str]]: ...
    def count(self, records: list[_Fields], jobs: int) -> list[int]: ...
    def mentions(
        self, records: list[_Fields], published: str | None, jobs: int
    ) -> tuple[list[tuple[str, int, list[int], bytes, bytes]], list[str]]: ...
    def assemble(
        self, mentions: list[bytes], edges: list[_Edge], choices: object
    ) -> tuple[Timeline, list[str]]: ...
    def timeline(
        self, records: list[_Fields], published: str | None, jobs: int, choices: object
    ) -> tuple[Timeline, list[str]]: ...

class Timeline:
    def events(self) -> list[Event]: ...
    def unlisted(self) -> list[Event]: ...
    def __len__(self) -> int: ...
    def render(self, format: str, title: str) -> tuple[bytes, list[tuple[str, int]]]: ...
