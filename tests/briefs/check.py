"""Every PDF of a built site against PDF/UA-1, PDF/A-3a, qpdf and our own demands."""

import argparse
import pathlib
import subprocess
import sys

import page
import pikepdf

import structure

# page-validation reports this where compressed bytes happen to end in a carriage return, although the length is right.
# Allowed in PDF/A alone, and only where our own count of the bytes agrees with the file.
LENGTH_RULE = "PDFA3A-STREAM-LENGTH-001"


def lengths_are_right(path):
    """Whether the stream lengths that a file states lead to `endstream`, and one of its streams ends as the rule cannot bear."""
    data = path.read_bytes()
    with pikepdf.open(path) as pdf:
        raw = [(int(item["/Length"]), item.read_raw_bytes()) for item in pdf.objects if isinstance(item, pikepdf.Stream)]
    return all(length == len(bytes_) for length, bytes_ in raw) and b"\r\nendstream" in data


def check(path):
    faults = []
    universal = page.validate_pdf(str(path), profile=page.ValidationProfile.PDF_UA_1)
    if universal.rules.total < 104:
        faults.append(f"PDF/UA-1: only {universal.rules.total} rules were looked at")
    faults += [f"PDF/UA-1 {fault.rule_id}: {fault.message}" for fault in universal.failures]
    archive = page.validate_pdf(str(path), profile=page.ValidationProfile.PDF_A_3A)
    for fault in archive.failures:
        if fault.rule_id != LENGTH_RULE or not lengths_are_right(path):
            faults.append(f"PDF/A-3a {fault.rule_id}: {fault.message}")
    qpdf = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True)
    if qpdf.returncode != 0:
        faults.append(f"qpdf: {qpdf.stdout.strip().splitlines()[-1:]} {qpdf.stderr.strip()}")
    faults += structure.faults(path)
    return faults


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=pathlib.Path, help="what `peelpress build` wrote, or PDFs", nargs="+")
    arguments = parser.parse_args()
    paths = []
    for given in arguments.folder:
        paths += sorted(given.glob("briefs/*.pdf")) if given.is_dir() else [given]
    passed = failed = 0
    for path in paths:
        faults = check(path)
        passed, failed = (passed, failed + 1) if faults else (passed + 1, failed)
        for fault in dict.fromkeys(faults):
            print(f"{path.name}: {fault}")
    print(f"briefs: {passed} passed, {failed} failed")
    sys.exit(1 if failed or not passed else 0)


main()
