"""The judges of Word and Excel files must find a fault, or their silence says nothing."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
import xlsxwriter
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn

from tests.support import ooxml
from tests.support.ooxml import assert_valid_ooxml, audit_faults, sdk_faults


def write_docx(path: Path, *, in_order: bool) -> Path:
    """A document of one paragraph; the schema wants its keepNext before its jc."""
    document = docx.Document()
    # A stale part of python-docx's own template, in which openxml-audit rightly sees a fault.
    for name, relation in list(document.part.rels.items()):
        if relation.reltype.endswith("stylesWithEffects"):
            del document.part.rels[name]
    properties = document.add_paragraph("Burglary fell.").paragraph_format
    properties.keep_with_next = True
    properties.alignment = WD_ALIGN_PARAGRAPH.LEFT
    if not in_order:
        element = properties._element.pPr
        element.append(element.find(qn("w:keepNext")))
    document.save(str(path))
    return path


def test_a_sound_docx_and_xlsx_pass(tmp_path: Path) -> None:
    assert_valid_ooxml(write_docx(tmp_path / "sound.docx", in_order=True))
    with xlsxwriter.Workbook(tmp_path / "sound.xlsx") as book:
        book.add_worksheet().write(0, 0, 412)
    assert_valid_ooxml(tmp_path / "sound.xlsx")


@pytest.mark.parametrize("judge", [audit_faults, sdk_faults])
def test_each_judge_finds_elements_in_the_wrong_order(
    judge: Callable[[Path], list[str]], tmp_path: Path
) -> None:
    if judge is sdk_faults and not (shutil.which("node") and ooxml.SDK.is_file()):
        pytest.skip("the Open XML SDK validator is not installed")
    faults = judge(write_docx(tmp_path / "broken.docx", in_order=False))
    assert faults
    assert all("/word/document.xml" in fault for fault in faults)
    assert any("keepNext" in fault for fault in faults)


def test_a_broken_docx_fails_and_names_the_fault(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match=r"broken\.docx has [0-9]+ faults:\n.*keepNext"):
        assert_valid_ooxml(write_docx(tmp_path / "broken.docx", in_order=False))


@pytest.mark.skipif(shutil.which("node") is None, reason="without Node the SDK validator is not asked for")
def test_the_gate_does_not_go_without_the_sdk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(ooxml, "SDK", tmp_path / "absent.js")
    sound = write_docx(tmp_path / "sound.docx", in_order=True)
    monkeypatch.setitem(os.environ, "CI", "false")
    assert sdk_faults(sound) == []
    monkeypatch.setitem(os.environ, "CI", "true")
    with pytest.raises(AssertionError, match="npm ci"):
        sdk_faults(sound)
