package dev.mlbox.engine.report;

import dev.mlbox.core.gate.Comparison;
import dev.mlbox.core.gate.Difference;
import dev.mlbox.core.gate.Finding;
import dev.mlbox.core.gate.Part;
import dev.mlbox.core.gate.Verdict;
import dev.mlbox.core.judge.Evidence;
import dev.mlbox.core.run.RolloutEnd;
import dev.mlbox.core.run.RunReport;
import java.io.StringWriter;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/**
 * A report as JUnit XML, so that build servers show verdicts among the tests: a suite per gate, a
 * case per metric and slice, and a suite for the rollout.
 */
final class JunitXml {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final StringWriter text = new StringWriter();
  private final XMLStreamWriter xml;
  private final String model;
  private final RunReport report;

  private JunitXml(String model, RunReport report) throws XMLStreamException {
    this.model = model;
    this.report = report;
    this.xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
  }

  /** What became of one case. */
  private enum Result {
    PASSED,
    SKIPPED,
    FAILED,
    BROKEN
  }

  private record Case(String name, Result result, String type, String message) {}

  static String of(String model, RunReport report) {
    try {
      JunitXml writer = new JunitXml(model, report);
      writer.all();
      return writer.text.toString();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("a report that cannot be written as XML", e);
    }
  }

  private void all() throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    xml.writeCharacters("\n");
    xml.writeStartElement("testsuites");
    xml.writeAttribute("name", clean("mlbox " + report.command() + " " + model));
    RunReport.Checked checked = report.checked();
    if (checked != null) {
      for (Finding finding : checked.gates().findings()) {
        suite(finding.gate().text(), cases(finding));
      }
    }
    RolloutEnd rollout = report.rollout();
    if (rollout != null) {
      suite("rollout", cases(rollout));
    }
    xml.writeEndElement();
    xml.writeCharacters("\n");
    xml.writeEndDocument();
    xml.flush();
  }

  private static List<Case> cases(Finding finding) {
    String metric = finding.gate().metric().name();
    List<Case> cases = new ArrayList<>();
    List<Part> parts = finding.evidence().parts();
    for (Part part : parts) {
      String name = part.name().isEmpty() ? metric : metric + " of " + part.name();
      String message =
          parts.size() == 1 ? finding.message() : words(part) + "; " + finding.message();
      cases.add(one(name, part.verdict(), finding.blocks(), message));
    }
    if (cases.isEmpty()) {
      cases.add(
          finding.evidence().first()
              ? new Case(metric, Result.SKIPPED, "NOTHING_TO_COMPARE", finding.message())
              : one(metric, finding.verdict(), finding.blocks(), finding.message()));
    }
    return cases;
  }

  private static Case one(String name, @Nullable Verdict verdict, boolean blocks, String message) {
    if (verdict == null) {
      return new Case(name, Result.SKIPPED, "TOO_SMALL", "too few rows to be judged");
    }
    Result result =
        switch (verdict) {
          case PASS -> Result.PASSED;
          case INCONCLUSIVE, FAIL -> blocks ? Result.FAILED : Result.SKIPPED;
          case ERROR -> blocks ? Result.BROKEN : Result.SKIPPED;
        };
    return new Case(name, result, verdict.name(), message);
  }

  private static String words(Part part) {
    Comparison comparison = part.comparison();
    if (comparison == null) {
      return part.reason() == null ? "" : part.reason();
    }
    Difference difference = comparison.difference();
    String value = Digits.value(comparison.candidate().value());
    if (difference == null) {
      return value;
    }
    double width = difference.interval().width();
    return "%s, %s (%s … %s)"
        .formatted(
            value,
            Digits.signed(difference.estimate(), width),
            Digits.signed(difference.interval().lower(), width),
            Digits.signed(difference.interval().upper(), width));
  }

  private List<Case> cases(RolloutEnd rollout) {
    List<Case> cases = new ArrayList<>();
    for (Evidence evidence : rollout.last().evidence()) {
      Result result =
          switch (evidence.verdict()) {
            case PASS -> evidence.isBlank() ? Result.SKIPPED : Result.PASSED;
            case INCONCLUSIVE -> Result.SKIPPED;
            case FAIL -> Result.FAILED;
            case ERROR -> Result.BROKEN;
          };
      cases.add(
          new Case(
              evidence.criterion().text(), result, evidence.verdict().name(), evidence.message()));
    }
    Result end =
        switch (rollout.outcome()) {
          case SUCCEEDED, SUPERSEDED -> Result.PASSED;
          case REJECTED, REVERTED, HALTED -> Result.FAILED;
          case INVALID, BROKEN, INTERRUPTED -> Result.BROKEN;
        };
    cases.add(new Case("outcome", end, rollout.outcome().name(), report.headline()));
    return cases;
  }

  private void suite(String name, List<Case> cases) throws XMLStreamException {
    xml.writeCharacters("\n  ");
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", clean(name));
    xml.writeAttribute("tests", Integer.toString(cases.size()));
    xml.writeAttribute("failures", count(cases, Result.FAILED));
    xml.writeAttribute("errors", count(cases, Result.BROKEN));
    xml.writeAttribute("skipped", count(cases, Result.SKIPPED));
    xml.writeAttribute("time", "0");
    xml.writeAttribute("timestamp", STAMP.format(report.began()));
    for (Case each : cases) {
      write(name, each);
    }
    xml.writeCharacters("\n  ");
    xml.writeEndElement();
  }

  private static String count(List<Case> cases, Result result) {
    return Long.toString(cases.stream().filter(each -> each.result() == result).count());
  }

  private void write(String suite, Case each) throws XMLStreamException {
    xml.writeCharacters("\n    ");
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", clean("mlbox." + model + "." + suite.replace('.', ',')));
    xml.writeAttribute("name", clean(each.name()));
    xml.writeAttribute("time", "0");
    switch (each.result()) {
      case PASSED -> {
        xml.writeStartElement("system-out");
        xml.writeCharacters(clean(each.message()));
        xml.writeEndElement();
      }
      case SKIPPED -> {
        xml.writeEmptyElement("skipped");
        xml.writeAttribute("message", clean(each.type() + ": " + each.message()));
      }
      case FAILED -> bad("failure", each);
      case BROKEN -> bad("error", each);
    }
    xml.writeEndElement();
  }

  private void bad(String element, Case each) throws XMLStreamException {
    xml.writeStartElement(element);
    xml.writeAttribute("message", clean(each.message()));
    xml.writeAttribute("type", each.type());
    xml.writeCharacters(clean(each.message()));
    xml.writeEndElement();
  }

  /** Without what no XML may hold. */
  private static String clean(String words) {
    return words
        .codePoints()
        .filter(
            c ->
                c == '\t'
                    || c == '\n'
                    || (c >= 0x20 && c < 0xD800)
                    || (c >= 0xE000 && c < 0xFFFE)
                    || c >= 0x10000)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
