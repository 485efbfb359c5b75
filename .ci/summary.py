"""Counts the tests of all surefire reports and of the console, lists the slowest and the skipped ones, and prints the
count last."""

import glob
import re
import xml.etree.ElementTree as ElementTree

passed = failed = 0
skipped, failures, durations = [], [], []

for report in sorted(glob.glob("*/target/surefire-reports/TEST-*.xml")):
    module = report.split("/", 1)[0]
    for case in ElementTree.parse(report).getroot().iter("testcase"):
        name = f"{module}: {case.get('classname', '').rpartition('.')[2]}.{case.get('name')}"
        durations.append((float(case.get("time", "0").replace(",", "")), name))
        skip = case.find("skipped")
        if skip is not None:
            text = skip.get("message") or (skip.text or "").strip().partition("\n")[0]
            skipped.append((name, text.rpartition("Assumption failed: ")[2] or "no reason given"))
        elif case.find("failure") is not None or case.find("error") is not None:
            failed += 1
            failures.append(name)
        else:
            passed += 1

# The console's tests run under Vitest, which keeps one line of counts; the newer name is the last run's.
console_skipped = 0
for report in [*glob.glob("web/target/console-tests.new"), *glob.glob("web/target/console-tests")][:1]:
    with open(report, encoding="utf-8") as counts:
        numbers = [int(number) for number in re.findall(r"\d+", counts.read())]
    passed, failed, console_skipped = passed + numbers[0], failed + numbers[1], numbers[2]
    if numbers[1]:
        failures.append(f"web: {numbers[1]} tests of the console (see above)")

if durations:
    print("\nslowest tests:")
    for seconds, name in sorted(durations, reverse=True)[:5]:
        print(f"  {seconds:6.1f} s  {name}")
if failures:
    print("\nfailed:")
    for name in failures:
        print(f"  {name}")
if skipped or console_skipped:
    print("\nskipped:")
    for name, reason in skipped:
        print(f"  {name}: {reason}")
    if console_skipped:
        print(f"  web: {console_skipped} tests of the console (Vitest names each above)")
print()
print(f"{passed} passed, {failed} failed, {len(skipped) + console_skipped} skipped")
