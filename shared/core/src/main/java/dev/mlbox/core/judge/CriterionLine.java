package dev.mlbox.core.judge;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A line of {@code revert_if} as it is written; each of its forms is read by itself. */
final class CriterionLine {
  static final String FORM =
      "(errors|slow|wrong) > [NUMBER *] stable [and > NUMBER%], (memory|cpu) > NUMBER * stable, disagreement > (NUMBER * expected [and > NUMBER%] | NUMBER%), or drift > NUMBER";

  private static final Pattern REQUESTS =
      Pattern.compile(
          "(errors|slow|wrong) *> *(?:(\\d+(?:\\.\\d+)?) *\\* *)?stable"
              + "(?: +and +> *(\\d+(?:\\.\\d+)?) *(%)?)?");

  private static final Pattern DISAGREEMENT =
      Pattern.compile(
          "disagreement *> *(?:(\\d+(?:\\.\\d+)?) *\\* *expected(?: +and +> *(\\d+(?:\\.\\d+)?) *%)?"
              + "|(\\d+(?:\\.\\d+)?) *%)");

  private static final Pattern USAGE =
      Pattern.compile("(memory|cpu) *> *(\\d+(?:\\.\\d+)?) *\\* *stable");

  private static final Pattern DRIFT = Pattern.compile("drift *> *(\\d+(?:\\.\\d+)?)");

  /** Rates may differ by as much in a reading, and a box without requests needs time, too. */
  private static final double LEAST_CPU = 1.5;

  private final String line;
  private final String text;

  CriterionLine(String line) {
    this.line = line;
    this.text = line.strip();
  }

  /** See {@link Criterion#parse}. */
  Criterion parse() {
    Matcher twins = DISAGREEMENT.matcher(text);
    if (twins.matches()) {
      return disagreement(twins);
    }
    Matcher usage = USAGE.matcher(text);
    if (usage.matches()) {
      return usage(usage.group(1), Double.parseDouble(usage.group(2)));
    }
    Matcher drift = DRIFT.matcher(text);
    if (drift.matches()) {
      return drift(Double.parseDouble(drift.group(1)));
    }
    Matcher requests = REQUESTS.matcher(text);
    if (requests.matches()) {
      return ofRequests(requests);
    }
    throw new IllegalArgumentException("`" + line + "` is no criterion");
  }

  private Criterion disagreement(Matcher twins) {
    if (twins.group(1) == null) {
      return new Criterion(Criterion.Kind.DISAGREEMENT, 1, floor(twins.group(3), "%"), text);
    }
    double tolerance = Double.parseDouble(twins.group(1));
    if (!(tolerance > 1)) {
      throw new IllegalArgumentException(
          "`"
              + line
              + "` tolerates no more than the evaluation saw; write more than 1, such as 1.5");
    }
    Double level = twins.group(2) == null ? null : floor(twins.group(2), "%");
    return new Criterion(Criterion.Kind.DISAGREEMENT, tolerance, level, text);
  }

  private Criterion usage(String what, double tolerated) {
    if (tolerated < 1) {
      throw new IllegalArgumentException(
          "`" + line + "` reverts a canary that needs less than the stable version");
    }
    if (what.equals("cpu") && tolerated < LEAST_CPU) {
      throw new IllegalArgumentException(
          "`%s` would revert equal versions: boxes that are asked unlike often seem to differ by as much; the least is %s"
              .formatted(line, LEAST_CPU));
    }
    OwnMetric.Usage usage = OwnMetric.Usage.valueOf(what.toUpperCase(Locale.ROOT));
    return Criterion.of(usage.metric(), tolerated, null);
  }

  private Criterion drift(double tolerance) {
    if (!(tolerance > 1)) {
      throw new IllegalArgumentException(
          "`" + line + "` tolerates no drift at all; write more than 1, such as 1.5");
    }
    return new Criterion(Criterion.Kind.DRIFT, tolerance, null, text);
  }

  private Criterion ofRequests(Matcher requests) {
    double ratio = requests.group(2) == null ? 1 : Double.parseDouble(requests.group(2));
    if (ratio < 1) {
      throw new IllegalArgumentException(
          "`" + line + "` reverts a canary that is better than the stable version");
    }
    Double floor = requests.group(3) == null ? null : floor(requests.group(3), requests.group(4));
    Criterion.Kind kind = Criterion.Kind.valueOf(requests.group(1).toUpperCase(Locale.ROOT));
    return new Criterion(kind, ratio, floor, text);
  }

  private double floor(String number, @Nullable String percent) {
    double floor = new BigDecimal(number).movePointLeft(percent == null ? 0 : 2).doubleValue();
    if (!(floor > 0 && floor < Criterion.HIGHEST)) {
      throw new IllegalArgumentException(
          "the floor in `" + line + "` is a share between 0% and 90%");
    }
    return floor;
  }
}
