"""What the browser tests of the widgets share: to find one, to wait for it, to see its ink."""

from __future__ import annotations

from typing import Any

PATIENCE = 15_000

RUN_AND_READ = """async code => {
    const { kernel } = window.jupyterapp.shell.currentWidget.sessionContext.session;
    const future = kernel.requestExecute({ code });
    let text = "";
    future.onIOPub = message => {
        if (message.header.msg_type === "stream") text += message.content.text;
    };
    await future.done;
    return text;
}"""
NOTHING_STICKS_OUT = "node => node.scrollWidth <= node.clientWidth"


def found(page: Any, kind: str) -> Any:
    return page.locator(f".deepcat-{kind}[data-frame]")


def frame(widget: Any) -> int:
    return int(widget.get_attribute("data-frame"))


def await_frame_after(page: Any, widget: Any, earlier: int) -> None:
    page.wait_for_function(
        "([node, earlier]) => Number(node.dataset.frame) > earlier",
        arg=[widget.element_handle(), earlier],
        timeout=PATIENCE,
    )


def await_text(page: Any, widget: Any, text: str) -> None:
    page.wait_for_function(
        "([node, text]) => node.innerText.includes(text)",
        arg=[widget.element_handle(), text],
        timeout=PATIENCE,
    )


def ink(widget: Any) -> str:
    """Return the canvases as they are seen."""
    seen = "nodes => nodes.map(node => node.toDataURL()).join()"
    return str(widget.locator(".deepcat-stage canvas").evaluate_all(seen))
