"""Executes a notebook with Jupyter's own client: execute.py NOTEBOOK COPY FAILURE.

The executed copy is written whatever happens; what went wrong is written to FAILURE as JSON.
"""
import json
import os
import re
import sys

notebook, copy, failure = sys.argv[1:4]


def fail(**what):
    with open(failure, "w", encoding="utf-8") as file:
        json.dump(what, file)
    sys.exit(1)


try:
    import nbclient
    import nbformat
    from jupyter_client.kernelspec import NoSuchKernel
except ImportError as e:
    fail(missing=e.name or str(e))

try:
    book = nbformat.read(notebook, as_version=4)
except Exception as e:
    fail(unreadable=" ".join(str(e).split())[:300] or type(e).__name__)

codes = [i for i, cell in enumerate(book.cells) if cell.cell_type == "code" and cell.source.strip()]
running = None


def begins(cell, cell_index):
    global running
    running = cell_index
    if cell_index in codes:
        print(f"cell {codes.index(cell_index) + 1} of {len(codes)}", flush=True)


def printed(cell):
    for output in cell.get("outputs", []):
        if output.output_type == "stream":
            print(output.text, end="" if output.text.endswith("\n") else "\n", flush=True)


def failed_line(cell):
    """Which line of the cell the traceback names, from 1; 0 when it names none."""
    for output in cell.get("outputs", []):
        if output.output_type == "error":
            text = re.sub(r"\x1b\[[0-9;]*m", "", "\n".join(output.traceback))
            found = re.search(r"(?:Cell In\[\d+\]|<ipython-input[^>]*>), line (\d+)", text)
            return int(found.group(1)) if found else 0
    return 0


def fail_in_cell(error, message):
    cell = book.cells[running] if running is not None else None
    line = failed_line(cell) if cell else 0
    lines = cell.source.split("\n") if cell else []
    if cell:
        printed(cell)
    fail(
        error=error,
        message=message,
        cell=codes.index(running) + 1 if running in codes else 0,
        line=line,
        source=lines[line - 1].strip() if 0 < line <= len(lines) else "",
    )


meta = book.metadata
language = meta.get("kernelspec", {}).get("language") or meta.get("language_info", {}).get("name")
# The project's own Python, whatever the author called the kernel on their machine.
kernel = "python3" if language in (None, "python") else meta["kernelspec"]["name"]
client = nbclient.NotebookClient(
    book,
    timeout=None,
    kernel_name=kernel,
    resources={"metadata": {"path": os.path.dirname(os.path.abspath(notebook))}},
    on_cell_start=begins,
    on_cell_executed=lambda cell, cell_index, execute_reply: printed(cell)
    if execute_reply["content"]["status"] == "ok"
    else None,
)
try:
    client.execute()
except NoSuchKernel:
    fail(kernel=kernel)
except nbclient.exceptions.CellExecutionError as e:
    # A syntax error names a file that exists for Jupyter only.
    fail_in_cell(e.ename, re.sub(r" \(\S+, line \d+\)$", "", e.evalue))
except nbclient.exceptions.DeadKernelError:
    fail_in_cell("", "its kernel died, perhaps as memory ran out")
finally:
    nbformat.write(book, copy)
