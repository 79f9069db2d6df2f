"""Tasks → results in their order, made in several processes or in this one: the results are the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from whence.errors import WhenceError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

T = TypeVar("T")
R = TypeVar("R")


def in_processes(work: Callable[[T], R], tasks: Iterable[T], workers: int) -> Iterator[R]:
    """Yield `work(task)` for each task; a few tasks a worker are in memory at a time.

    Processes are started anew, not copied: a copy of a process with threads (a page's server, an engine)
    can hang. A program that is no module must therefore guard what it runs by `if __name__ == "__main__"`.
    """
    if workers < 2:
        yield from map(work, tasks)
        return
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    with ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_begin) as pool:
        running: list[Any] = []
        try:
            for task in tasks:
                running.append(pool.submit(work, task))
                if len(running) > 2 * workers:
                    yield running.pop(0).result()
            while running:
                yield running.pop(0).result()
        except BrokenProcessPool as error:
            raise WhenceError(
                "a worker process was ended from outside, mostly for want of memory; what was done is kept: run "
                "the command again with fewer --workers"
            ) from error
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _begin() -> None:
    """Leave Ctrl-C to the calling process, and end when it ends.

    A worker waits for its next task at a pipe that the other workers hold open too, so it would not see that
    the calling process was killed.
    """
    import signal
    import threading

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_caller, daemon=True).start()


def _end_with_caller() -> None:
    import os
    from multiprocessing import parent_process

    caller = parent_process()
    if caller is not None:
        caller.join()
        os._exit(1)
