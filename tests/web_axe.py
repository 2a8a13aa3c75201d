"""axe-core in a page that is open in Chromium."""

from pathlib import Path

AXE = Path(__file__).parents[1] / "node_modules" / "axe-core" / "axe.min.js"
INSTALL = "npm install --no-save --no-package-lock axe-core"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def violations(page, where):
    if not page.evaluate("'axe' in window"):
        page.add_script_tag(path=AXE)
    result = page.evaluate("tags => axe.run({runOnly: tags})", WCAG)
    return [
        (where, one["id"], [node["html"] for node in one["nodes"]]) for one in result["violations"]
    ]
