"""A form an installation adds of its own: a letter about a person, issued by hand."""

LETTER = """
code = "letter"
version = 1
about = "person"
kind = "函"
volume = "work"
wording = "own"
seal = "社区矫正机构印章"
copies = ["发往单位", "存档"]
articles = []
title = { zh = "工作联系函", en = "Letter" }
fields = [
  { name = "to", kind = "line", required = true, label = { zh = "发往单位", en = "To" } },
  { name = "points", kind = "items", required = true, label = { zh = "事项", en = "Points" } },
]
body = [
  { block = "recipient", text = "{to}：" },
  { block = "rows", rows = [{ label = "事项", field = "points" }] },
]
"""


def put_into(folder):
    """Add the form to a folder of forms."""
    place = folder / "letter"
    place.mkdir(parents=True, exist_ok=True)
    (place / "form.toml").write_text(LETTER, encoding="utf-8")
