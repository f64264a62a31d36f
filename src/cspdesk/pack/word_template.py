"""Our own Word template: an empty A4 document in British English with the pack's styles."""

from cspdesk.pack.opc import xml_text, zipped
from cspdesk.pack.paper import LONG_SIDE, MARGIN, SHORT_SIDE

ACCENT = "12436D"
RULE = "C5CBD3"
_HEADER_ID, _FOOTER_ID = "rId10", "rId11"
BULLET_LIST, NUMBER_LIST = 1, 2
"""Numbering definitions: `w:num` 1 holds all bullets; further ones are made from abstract list 2."""

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def template(title: str, author: str, dated: str, header: str, issued: str, has_cover: bool) -> bytes:
    """The empty document, with its properties and the words of its header and footer.

    `dated` is an ISO date; `issued` is the date as printed, or "" where the pack bears none. A cover bears
    neither header nor footer.
    """
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(
            ("rId1", f"{_REL}/officeDocument", "word/document.xml"),
            ("rId2", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        "docProps/core.xml": core_xml(title, author, dated),
        "word/document.xml": f"<w:document {_W} {_R}><w:body>{_page(has_cover)}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations(
            ("rId1", f"{_REL}/styles", "styles.xml"),
            ("rId2", f"{_REL}/settings", "settings.xml"),
            ("rId3", f"{_REL}/numbering", "numbering.xml"),
            ("rId4", f"{_REL}/theme", "theme/theme1.xml"),
            ("rId5", f"{_REL}/fontTable", "fontTable.xml"),
            (_HEADER_ID, f"{_REL}/header", "header1.xml"),
            (_FOOTER_ID, f"{_REL}/footer", "footer1.xml"),
        ),
        "word/styles.xml": styles_xml(),
        "word/settings.xml": _settings(),
        "word/numbering.xml": numbering_xml(),
        "word/theme/theme1.xml": _theme(),
        "word/fontTable.xml": (
            f'<w:fonts {_W}><w:font w:name="Arial"><w:family w:val="swiss"/>'
            '<w:pitch w:val="variable"/></w:font></w:fonts>'
        ),
        "word/header1.xml": header_xml(header),
        "word/footer1.xml": footer_xml(issued),
    }
    return zipped({name: (_HEAD + text).encode() for name, text in parts.items()})


def field(code: str, result: str) -> str:
    """The runs of a field: what Word is to work out, and what stands there until it does."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f"{_run(result) if result else ''}"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def _run(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{xml_text(words)}</w:t></w:r>'


def header_xml(words: str) -> str:
    """Return the header of our pages."""
    return f'<w:hdr {_W}><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>{_run(words)}</w:p></w:hdr>'


def footer_xml(issued: str) -> str:
    """Return the footer of our pages: the date issued, if any, and the page of how many pages."""
    start = _run(f"Issued {issued}   |   ") if issued else ""
    return (
        f'<w:ftr {_W}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>'
        f"{start}{_run('Page ')}{field('PAGE', '1')}{_run(' of ')}{field('NUMPAGES', '1')}</w:p></w:ftr>"
    )


def _page(has_cover: bool) -> str:
    margins = " ".join(f'w:{side}="{MARGIN}"' for side in ("top", "right", "bottom", "left"))
    return (
        f'<w:sectPr><w:headerReference w:type="default" r:id="{_HEADER_ID}"/>'
        f'<w:footerReference w:type="default" r:id="{_FOOTER_ID}"/>'
        f'<w:pgSz w:w="{SHORT_SIDE}" w:h="{LONG_SIDE}"/>'
        f'<w:pgMar {margins} w:header="567" w:footer="567" w:gutter="0"/>'
        f"{'<w:titlePg/>' if has_cover else ''}</w:sectPr>"
    )


def _content_types() -> str:
    overrides = {
        "/word/document.xml": f"{_WML}.document.main+xml",
        "/word/styles.xml": f"{_WML}.styles+xml",
        "/word/settings.xml": f"{_WML}.settings+xml",
        "/word/numbering.xml": f"{_WML}.numbering+xml",
        "/word/fontTable.xml": f"{_WML}.fontTable+xml",
        "/word/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
        "/word/header1.xml": f"{_WML}.header+xml",
        "/word/footer1.xml": f"{_WML}.footer+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in overrides.items())
        + "</Types>"
    )


def _relations(*relations: tuple[str, str, str]) -> str:
    return (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        + "".join(f'<Relationship Id="{i}" Type="{kind}" Target="{to}"/>' for i, kind, to in relations)
        + "</Relationships>"
    )


def core_xml(title: str, author: str, dated: str) -> str:
    """Return the properties of a document; `dated` is an ISO date."""
    moment = f'xsi:type="dcterms:W3CDTF">{xml_text(dated)}T12:00:00Z'
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{xml_text(title)}</dc:title><dc:creator>{xml_text(author)}</dc:creator>"
        f"<cp:lastModifiedBy>{xml_text(author)}</cp:lastModifiedBy><cp:revision>1</cp:revision>"
        f"<dcterms:created {moment}</dcterms:created><dcterms:modified {moment}</dcterms:modified>"
        "<dc:language>en-GB</dc:language></cp:coreProperties>"
    )


def _settings() -> str:
    compat = "http://schemas.microsoft.com/office/word"
    return (
        f'<w:settings {_W}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
        f'<w:compatSetting w:name="compatibilityMode" w:uri="{compat}" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="en-GB"/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def _theme() -> str:
    """The theme that Word offers when someone edits the pack: the chart palette, and Arial throughout."""
    slots = ("dk1", "lt1", "dk2", "lt2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")
    inks = ("14171A", "FFFFFF", ACCENT, "F6F7F9", ACCENT, "28A197", "801650", "F46A25", "3D3D3D", "A285D1")
    colours = "".join(
        f'<a:{slot}><a:srgbClr val="{ink}"/></a:{slot}>'
        for slot, ink in zip(slots, (*inks, ACCENT, "801650"), strict=True)
    )
    face = '<a:latin typeface="Arial"/><a:ea typeface=""/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    return (
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Pack">'
        f'<a:themeElements><a:clrScheme name="Pack">{colours}</a:clrScheme><a:fontScheme name="Pack">'
        f"<a:majorFont>{face}</a:majorFont><a:minorFont>{face}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="Pack"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{f'<a:ln>{fill}</a:ln>' * 3}</a:lnStyleLst>"
        "<a:effectStyleLst>" + "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3 + "</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )


def numbering_xml() -> str:
    """Return our lists: bullets first, then numbers."""

    def abstract(number: int, kind: str, words: str, style: str) -> str:
        return (
            f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="singleLevel"/>'
            f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:pStyle w:val="{style}"/>'
            f'<w:lvlText w:val="{words}"/><w:lvlJc w:val="left"/>'
            '<w:pPr><w:ind w:left="425" w:hanging="425"/></w:pPr></w:lvl></w:abstractNum>'
        )

    return (
        f"<w:numbering {_W}>"
        + abstract(BULLET_LIST, "bullet", "•", "ListBullet")
        + abstract(NUMBER_LIST, "decimal", "%1.", "ListNumber")
        + "".join(
            f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (BULLET_LIST, NUMBER_LIST)
        )
        + "</w:numbering>"
    )


def _style(style_id: str, label: str, paragraph: str = "", run: str = "", more: str = "") -> str:
    """A paragraph style based on Normal; `more` stands between its name and its properties."""
    return (
        f'<w:style w:type="paragraph" w:styleId="{style_id}"><w:name w:val="{label}"/>'
        f'<w:basedOn w:val="Normal"/>{more}<w:qFormat/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def _spacing(before: int, after: int, line: int = 276) -> str:
    """Space before and after in twentieths of a point; line in 240ths of single spacing."""
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'


def _size(points: int, bold: bool = False, colour: str = "") -> str:
    weight = "<w:b/><w:bCs/>" if bold else ""
    ink = f'<w:color w:val="{colour}"/>' if colour else ""
    return f'{weight}{ink}<w:sz w:val="{points * 2}"/><w:szCs w:val="{points * 2}"/>'


def _heading(level: int, points: int, before: int) -> str:
    return _style(
        f"Heading{level}",
        f"heading {level}",
        f'<w:keepNext/><w:keepLines/>{_spacing(before, 120, 252)}<w:outlineLvl w:val="{level - 1}"/>',
        _size(points, bold=True, colour=ACCENT),
        '<w:next w:val="Normal"/>',
    )


def styles_xml() -> str:
    """Return our styles, as the part of a document that holds them."""
    keep = "<w:keepNext/><w:keepLines/>"
    quiet = "4A5560"
    listed = "<w:numPr><w:numId w:val='{}'/></w:numPr>"
    rule = f'<w:pBdr><w:{{}} w:val="single" w:sz="4" w:space="4" w:color="{RULE}"/></w:pBdr>'
    tab = '<w:tabs><w:tab w:val="right" w:pos="9638"/></w:tabs>'
    return (
        f"<w:styles {_W}><w:docDefaults><w:rPrDefault><w:rPr>"
        '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial"/>'
        '<w:sz w:val="24"/><w:szCs w:val="24"/>'
        '<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        f"<w:pPr>{_spacing(0, 140)}</w:pPr></w:style>"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
        '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr></w:style>"
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/></w:style>'
        + _style("Title", "Title", _spacing(0, 160, 252), _size(24, bold=True, colour=ACCENT))
        + _style("Subtitle", "Subtitle", _spacing(0, 100), _size(16, colour=quiet))
        + _heading(1, 18, 360)
        + _heading(2, 14, 300)
        + _heading(3, 12, 240)
        + _style("ListBullet", "List Bullet", listed.format(BULLET_LIST) + _spacing(0, 80))
        + _style("ListNumber", "List Number", listed.format(NUMBER_LIST) + _spacing(0, 80))
        + _style("Caption", "caption", keep + _spacing(240, 100, 252), _size(12, bold=True))
        + _style("TableText", "Pack table text", _spacing(40, 40, 252), _size(11))
        + _style(
            "TableHeading",
            "Pack table heading",
            keep + _spacing(60, 60, 252),
            _size(11, bold=True, colour="FFFFFF"),
        )
        + _style("Note", "Pack note", _spacing(60, 120, 252), _size(10, colour=quiet))
        + _style("FootnoteText", "footnote text", _spacing(0, 60, 252), _size(10))
        + _style("TOCHeading", "TOC Heading", keep + _spacing(0, 240), _size(18, bold=True, colour=ACCENT))
        + _style("TOC1", "toc 1", tab + _spacing(140, 40), _size(12, bold=True))
        + _style("TOC2", "toc 2", tab + _spacing(0, 40) + '<w:ind w:left="425"/>')
        + _style("Header", "header", rule.format("bottom") + _spacing(0, 0, 240), _size(10, colour=quiet))
        + _style(
            "Footer",
            "footer",
            rule.format("top") + _spacing(0, 0, 240) + '<w:jc w:val="right"/>',
            _size(10, colour=quiet),
        )
        + '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:qFormat/>'
        f'<w:rPr><w:color w:val="{ACCENT}"/><w:u w:val="single"/></w:rPr></w:style>'
        # Not raised: the marks are words, which would be too small to read.
        '<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/>'
        "<w:qFormat/><w:rPr/></w:style>"
        '<w:style w:type="table" w:styleId="PackTable"><w:name w:val="Pack table"/>'
        '<w:basedOn w:val="TableNormal"/>'
        f'<w:tblPr><w:tblBorders><w:top w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/>'
        f'<w:bottom w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/>'
        f'<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/></w:tblBorders>'
        "</w:tblPr></w:style></w:styles>"
    )
