"""What page-validation does not look at, in the structure of one PDF."""

import pikepdf
from pikepdf import Name

LANGUAGE = "en-GB"
HEADINGS = {f"/H{level}" for level in range(1, 7)}


def faults(path):
    """Every fault of a brief's structure, in words."""
    with pikepdf.open(path) as pdf:
        found = list(document(pdf))
        root = pdf.Root.get("/StructTreeRoot")
        if root is None:
            return found + ["it has no tags"]
        elements = list(walk(root))
        roles = {str(key): str(value) for key, value in dict(root.get("/RoleMap", {})).items()}
        found += tables(elements)
        found += pictures(elements)
        found += links(elements)
        found += headings(elements, roles)
        found += order(pdf, root)
        found += bookmarks(pdf, elements)
        found += attachments(pdf)
        return found


def document(pdf):
    if str(pdf.Root.get("/Lang", "")) != LANGUAGE:
        yield f"its language is not {LANGUAGE}"
    if not bool(pdf.Root.get("/MarkInfo", {}).get("/Marked", False)):
        yield "it is not marked as tagged"
    if not bool(pdf.Root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False)):
        yield "readers show its file name instead of its title"
    with pdf.open_metadata() as metadata:
        for key in ("dc:title", "dc:creator", "pdfuaid:part"):
            if not metadata.get(key):
                yield f"its metadata has no {key}"
    for page in pdf.pages:
        if page.get("/Tabs") != Name.S:
            yield "the tab key does not follow the tags"


def walk(element):
    """Every structure element below one, in reading order."""
    children = element.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield child
            yield from walk(child)


def kind(element):
    return str(element.get("/S"))


def attribute(element, name):
    owners = element.get("/A", [])
    for owner in owners if isinstance(owners, pikepdf.Array) else [owners]:
        if isinstance(owner, pikepdf.Dictionary) and name in owner:
            return str(owner[name])
    return None


def tables(elements):
    for table in (element for element in elements if kind(element) == "/Table"):
        rows = [element for element in walk(table) if kind(element) == "/TR"]
        if not rows:
            yield "a table has no rows"
            continue
        first = [cell for cell in walk(rows[0]) if kind(cell) in ("/TH", "/TD")]
        if not first or any(kind(cell) != "/TH" for cell in first):
            yield "the first row of a table is not made of header cells"
        for row in rows:
            for cell in (cell for cell in walk(row) if kind(cell) == "/TH"):
                if attribute(cell, "/Scope") not in ("/Row", "/Column", "/Both"):
                    yield "a header cell does not say what it heads"
        widths = {sum(int(attribute(cell, "/ColSpan") or 1) for cell in walk(row) if kind(cell) in ("/TH", "/TD")) for row in rows}
        if len(widths) > 1:
            yield f"the rows of a table differ in width: {sorted(widths)}"


def pictures(elements):
    for figure in (element for element in elements if kind(element) == "/Figure"):
        if not str(figure.get("/Alt", "")).strip():
            yield "a picture has no words in its place"


def links(elements):
    for link in (element for element in elements if kind(element) == "/Link"):
        children = link.get("/K", [])
        children = children if isinstance(children, pikepdf.Array) else [children]
        if not any(isinstance(child, pikepdf.Dictionary) and child.get("/Type") == Name.OBJR for child in children):
            yield "a link is not tied to its tag"
        if any(kind(inner) == "/Link" for inner in walk(link)):
            yield "a link inside a link"


def headings(elements, roles):
    level = 0
    count = 0
    for element in elements:
        name = roles.get(kind(element), kind(element))
        if name in HEADINGS:
            count += 1
            now = int(name[2:])
            if now > level + 1:
                yield f"a heading of level {now} follows one of level {level}"
            level = now
    if count == 0:
        yield "it has no headings"


def order(pdf, root):
    """The words of a page are drawn in the order of their tags."""
    seen = {}
    for page, number in marked(root, None):
        seen.setdefault(page, []).append(number)
    for at, page in enumerate(pdf.pages, 1):
        numbers = seen.get(page.obj.objgen, [])
        if not numbers:
            yield f"page {at} has no tagged words"
        elif numbers != sorted(numbers):
            yield f"page {at} is not drawn in the order of its tags"


def marked(element, page):
    """The page and number of each piece of marked content, in tag order."""
    page = element["/Pg"].objgen if "/Pg" in element else page
    children = element.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary):
            if child.get("/Type") == Name.MCR:
                yield (child["/Pg"].objgen if "/Pg" in child else page, int(child["/MCID"]))
            elif "/S" in child:
                yield from marked(child, page)
        elif isinstance(child, int):
            yield (page, child)


def bookmarks(pdf, elements):
    """Every heading of the document has a bookmark."""
    with pdf.open_outline() as outline:
        def count(items):
            return sum(1 + count(item.children) for item in items)
        marks = count(outline.root)
    headings = sum(1 for element in elements if kind(element) in HEADINGS)
    if marks != headings:
        yield f"{headings} headings have {marks} bookmarks"


def attachments(pdf):
    for name, spec in pdf.attachments.items():
        dictionary = spec.obj
        if dictionary.get("/AFRelationship") != Name.Data:
            yield f"{name} is not attached as data"
        text = spec.get_file().read_bytes().decode("utf-8")
        if not text.startswith("id,") or text.count("\n") < 2:
            yield f"{name} is not a table with rows"
